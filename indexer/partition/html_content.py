"""What of a web page is content: not navigation, notices, forms, nor what nobody is shown."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from indexer.partition.one_page import one_line

NEVER = (
    "script, style, noscript, template, iframe, object, embed, svg, canvas, audio, video, img, "
    "nav, aside, dialog, button, input, select, textarea, label, datalist, link, meta, "
    "[hidden]:not([hidden=until-found]), [aria-hidden=true], [role=navigation], [role=banner], "
    "[role=contentinfo], [role=search], [role=complementary], [role=dialog], [role=alertdialog], "
    "[role=menu], [role=menubar], [role=toolbar]"
)
"""Elements whose text is never what a record says."""
AROUND = frozenset(
    {"breadcrumb", "breadcrumbs", "consent", "cookie", "cookies", "feedback", "footer", "menu"}
    | {"nav", "navbar", "navigation", "newsletter", "pager", "pagination", "share", "sharing"}
    | {"sidebar", "skip", "skiplink", "social", "subscribe", "toolbar"}
    | {"cookiebanner", "cookiebar", "cookieconsent", "cookienotice", "skiplinks", "skiptocontent"}
)
"""Words in the class or id of what stands around the content."""
UNSEEN = frozenset(
    {"d-none", "footnote-backref", "govuk-visually-hidden", "hidden", "is-hidden"}
    | {"screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"}
)
"""Classes of what is hidden, is read out to those alone who cannot see, or leads back."""
MODERNGOV = frozenset(
    {"mgActionList", "mgFileSize", "mgFooter", "mgHelpLine", "mgHiddenField", "mgHide"}
    | {"mgLinkSep", "mgMeetingsEarlierLater"}
)
"""Classes by which ModernGov, which most British councils use, marks links, hints and sizes."""
LEADS_ON = re.compile(
    r"(?:skip|jump) to (?:the )?(?:main |page )*(?:content|navigation|menu|search|footer)"
    r"|view (?:directions|recorded votes? for this item"
    r"|the full (?:agenda|decision|item|minutes) text for item\b.*)",
    re.IGNORECASE,
)
"""What links say that only tell where else to look; the last ones are ModernGov's."""
INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
PLACES_OF_CONTENT = frozenset({"html", "body", "main", "article"})
FORM_OF_CONTENT = 0.25
"""A form that holds this share of the text is the page: some systems put all of it into one."""
SITE = re.compile(r"\b(council|borough|city of|gov|website|home)\b", re.IGNORECASE)
COPYRIGHT = re.compile(r"\u00a9|\bcopyright\b", re.IGNORECASE)
LONGEST_COPYRIGHT = 120
PARTED = re.compile(r"\s+[|\u2013\u2014:-]+\s+")


def content_of(page: BeautifulSoup) -> Tag:
    """Return the element of `page` that holds its content, less what is none.

    This is ``<main>``, or the only ``<article>``; else all of the body. Its only ``<h1>`` is the
    title, taken from elsewhere on the page where it has none. `page` is changed.
    """
    title, _ = _titles(page)
    for element in [*page.select(NEVER), *page.find_all(_is_unseen)]:
        if not element.decomposed and element.name not in PLACES_OF_CONTENT:
            element.decompose()
    root = _root(page)
    for element in root.find_all(_stands_around):
        if not element.decomposed and not _holds_the_content(element, root):
            element.decompose()
    for link in root.find_all("a"):
        if LEADS_ON.fullmatch(one_line(link.get_text())):
            link.decompose()
    for element in root.find_all(["header", "footer"]):
        kept = element.decomposed or element.find_parent(["main", "article"]) or element.find("h1")
        if not kept:
            element.decompose()
    _settle_forms(root)
    _settle_title(page, root, title)
    return root


def publisher_of(page: BeautifulSoup) -> str:
    """Return the line that says whose page it is: its copyright, else its site's name, or ""."""
    for string in page.find_all(string=COPYRIGHT):
        line = one_line(string.parent.get_text()) if string.parent else ""
        if SITE.search(line) and len(line) <= LONGEST_COPYRIGHT:
            return line
    return _titles(page)[1]


def _titles(page: BeautifulSoup) -> tuple[str, str]:
    """Return what ``<title>`` says, and apart from it the name of the site."""
    parts = PARTED.split(one_line(page.title.get_text())) if page.title else []
    site = ""
    while len(parts) > 1 and SITE.search(parts[-1]) and not re.search(r"\d", parts[-1]):
        site = parts.pop()
    return " - ".join(parts), site


def _root(page: BeautifulSoup) -> Tag:
    articles = page.find_all("article")
    found = page.select_one("main, [role=main]") or (articles[0] if len(articles) == 1 else None)
    if found is not None and one_line(found.get_text()):
        return found
    return page.body or page


def _is_unseen(element: Tag) -> bool:
    if element.name in PLACES_OF_CONTENT:
        return False
    classes = set(element.get_attribute_list("class"))
    return bool(
        classes & UNSEEN
        or classes & MODERNGOV
        or INVISIBLE_STYLE.search(str(element.get("style") or ""))
    )


def _stands_around(element: Tag) -> bool:
    if element.name in PLACES_OF_CONTENT or element.name == "form":
        return False
    names = [str(element.get("id") or ""), *element.get_attribute_list("class")]
    words = {word.lower() for name in names if name for word in WORD.findall(name)}
    return bool(words & AROUND)


def _holds_the_content(element: Tag, root: Tag) -> bool:
    """Return whether a class misleads: no menu holds the title, or most of the text."""
    if element.find(["h1", "main", "article"]):
        return True
    return len(one_line(element.get_text())) * 2 > len(one_line(root.get_text()))


def _settle_forms(root: Tag) -> None:
    length = len(one_line(root.get_text()))
    for form in root.find_all("form"):
        if form.decomposed:
            continue
        if len(one_line(form.get_text())) >= FORM_OF_CONTENT * length or form.find("h1"):
            form.unwrap()
        else:
            form.decompose()


def _settle_title(page: BeautifulSoup, root: Tag, title: str) -> None:
    """Leave `root` with one ``<h1>``, the title.

    ModernGov's says what kind of page it is ("Decision details"), and an ``<h2>`` what it is of:
    there the two change places.
    """
    first = root.find("h1")
    subject = root.find("h2", class_="mgSubTitleTxt")
    if first is None:
        elsewhere = page.find("h1")
        words = one_line(elsewhere.get_text()) if elsewhere else title
        if words:
            first = page.new_tag("h1")
            first.string = words
            root.insert(0, first)
    elif subject is not None and one_line(subject.get_text()):
        first.name, subject.name = "h2", "h1"
        first = subject
    for other in root.find_all("h1"):
        if other is not first:
            other.name = "h2"
