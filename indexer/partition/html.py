"""HTML: the content of a page, without what stands around it."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from indexer.partition.elements import blocks_of, page_of, with_footnotes, with_title
from indexer.partition.sentence_model import prepare
from indexer.records import Block, BlockKind, Page

NOT_CONTENT = (
    "script, style, noscript, template, iframe, svg, nav, aside, footer, dialog, button, input, "
    "select, textarea, [hidden], [aria-hidden=true], [role=navigation], [role=banner], "
    "[role=contentinfo], [role=search], [role=complementary], [role=dialog], [role=alertdialog]"
)
"""Elements whose text is never what a record says."""
AROUND = frozenset(
    {"breadcrumb", "breadcrumbs", "consent", "cookie", "cookies", "footer", "menu", "nav"}
    | {"navbar", "navigation", "newsletter", "pagination", "share", "sharing", "sidebar"}
    | {"skip", "skiplink", "social", "subscribe", "toolbar"}
)
"""Words in the class or id of what stands around the content."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def read_html(content: bytes) -> tuple[Page, ...]:
    """Return the page that the HTML `content` shows, without navigation and notices."""
    prepare()
    from unstructured.partition.html import partition_html

    soup = BeautifulSoup(content, "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    body = _content(soup)
    blocks = with_footnotes(with_title(blocks_of(partition_html(text=str(body)))))
    if blocks and title and not any(block.kind == BlockKind.TITLE for block in blocks):
        blocks.insert(0, Block(BlockKind.TITLE, " ".join(title.split()), level=1))
    return (page_of(blocks),)


def _content(soup: BeautifulSoup) -> Tag:
    """Return the element that holds the content, less what is none.

    ``<main>`` or a lone ``<article>`` where there is one; else the body.
    """
    articles = soup.find_all("article")
    main = (
        soup.select_one("main, [role=main]")
        or (articles[0] if len(articles) == 1 else None)
        or soup.body
        or soup
    )
    for element in main.select(NOT_CONTENT):
        element.decompose()
    for element in main.find_all(_stands_around):
        if not element.decomposed:
            element.decompose()
    return main


def _stands_around(element: Tag) -> bool:
    if element.name in {"html", "body", "main", "article", "form"}:
        return False
    named = [str(element.get("id") or ""), *element.get_attribute_list("class")]
    words = {word.lower() for name in named if name for word in WORD.findall(name)}
    return bool(words & AROUND)
