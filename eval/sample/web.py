"""Write the blocks of a source as a page of the council's site, or as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from string import Template

from eval.sample.inline import marked, plain
from eval.sample.library import COUNCIL, NOTICE
from eval.sample.markup import Block, Fields, Item, Line, Numbered, Table

_TAGS = {
    "title": "h1",
    "centred": "p",
    "heading": "h2",
    "subheading": "h3",
    "bullet": "li",
    "paragraph": "p",
}
_PAGE = Template("""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>$title - $council</title>
</head>
<body>
<div class="cookie-banner" role="region" aria-label="Cookies">
<p>We use some essential cookies to make this website work.</p>
<button>Accept additional cookies</button> <button>Reject additional cookies</button>
</div>
<a class="skip-link" href="#main">Skip to main content</a>
<header><a href="/">$council</a>
<nav aria-label="Main"><ul>
<li><a href="/council-tax">Council tax</a></li>
<li><a href="/bins">Bins and recycling</a></li>
<li><a href="/planning">Planning</a></li>
<li><a href="/parking">Parking</a></li>
<li><a href="/news">News</a></li>
</ul></nav></header>
<nav aria-label="Breadcrumb"><ol>
<li><a href="/">Home</a></li>
<li><a href="/news">News</a></li>
</ol></nav>
<main id="main">
<article>
$article
</article>
</main>
<aside><h2>Share this page</h2><p>Email this page to a friend</p></aside>
<footer><p>Was this page helpful? Yes No Report a problem</p>
<ul><li><a href="/accessibility">Accessibility</a></li><li><a href="/privacy">Privacy</a></li></ul>
<p>$notice</p></footer>
</body>
</html>
""")


def draw_html(path: Path, blocks: Iterable[Block], header: dict[str, str]) -> None:
    """Write the blocks to `path` as the article of a page with navigation around it."""
    article = "\n".join(_elements(blocks))
    page = _PAGE.substitute(
        title=escape(header["title"]), council=COUNCIL, article=article, notice=NOTICE
    )
    path.write_text(page, encoding="utf-8")


def draw_txt(path: Path, blocks: Iterable[Block], _header: dict[str, str]) -> None:
    """Write the blocks to `path` as plain text, a line a block, the notice last."""
    lines = [line for block in blocks for line in _lines(block)]
    path.write_text("\n\n".join([*lines, NOTICE]) + "\n", encoding="utf-8")


def _elements(blocks: Iterable[Block]) -> Iterator[str]:
    in_list = False
    for block in blocks:
        is_bullet = isinstance(block, Line) and block.style == "bullet"
        if is_bullet != in_list:
            yield "<ul>" if is_bullet else "</ul>"
        in_list = is_bullet
        match block:
            case Line():
                tag = _TAGS[block.style]
                yield f"<{tag}>{marked(block.text)}</{tag}>"
            case Table():
                yield from _rows(block)
            case _:
                yield from (f"<p>{escape(line)}</p>" for line in _lines(block))
    if in_list:
        yield "</ul>"


def _rows(table: Table) -> Iterator[str]:
    yield "<table>"
    for number, row in enumerate(table.rows):
        tag = "td" if number else "th"
        yield "<tr>" + "".join(f"<{tag}>{marked(cell)}</{tag}>" for cell in row) + "</tr>"
    yield "</table>"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Line(style="bullet"):
            yield f"  \u2022 {plain(block.text)}"
        case Line():
            yield plain(block.text)
        case Numbered():
            yield f"  {block.number} {plain(block.text)}"
        case Item():
            yield f"{block.number}. {plain(block.title)}"
        case Fields():
            yield from (f"{label}: {plain(value)}" for label, value in block.rows)
        case Table():
            yield from ("  ".join(plain(cell) for cell in row) for row in block.rows)
        case _:
            raise TypeError(f"a web page has no {type(block).__name__}")
