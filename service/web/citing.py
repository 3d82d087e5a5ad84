"""A citation to be pasted elsewhere: as plain text, as Markdown and as HTML."""

from __future__ import annotations

import re
from html import escape

from msgspec import Struct

_MARKUP = re.compile(r"[\\`*_\[\]#]")


class Citing(Struct, frozen=True):
    """What is cited: the words, if any, and where they stand. ``link`` opens that page.

    ``source`` is the record in words ("minutes of the Cabinet, 9 January 2025").
    """

    words: str
    title: str
    source: str
    items: tuple[str, ...]
    page: int
    link: str

    @property
    def quotation(self) -> str:
        """The words between quotation marks, in one line; "" for none."""
        words = on_one_line(self.words)
        return f"“{words}”" if words else ""

    @property
    def place(self) -> str:
        """Where the words stand within the record, and what the record is."""
        source = () if self.source == self.title else (self.source,)
        return ", ".join((*source, *self.items, f"page {self.page}"))


def on_one_line(words: str) -> str:
    """Return quoted words in one line: a table's rows parted by ";", their cells by "|"."""
    if "\t" not in words:
        return " ".join(words.split())
    rows = (
        " | ".join(" ".join(cell.split()) for cell in line.split("\t") if cell.strip())
        for line in words.split("\n")
    )
    return "; ".join(row for row in rows if row)


def as_plain(citing: Citing) -> str:
    """Return a citation as plain text."""
    words = f"{citing.quotation} — " if citing.quotation else ""
    return f"{words}{citing.title}, {citing.place}. {citing.link}"


def as_markdown(citing: Citing) -> str:
    """Return a citation as Markdown: a quotation, and the link below it."""
    source = f"[{_plain(citing.title)}](<{citing.link}>), {_plain(citing.place)}"
    return f"> {_plain(citing.quotation)}\n>\n> — {source}" if citing.quotation else source


def as_html(citing: Citing) -> str:
    """Return a citation as HTML: a quotation, and the link below it."""
    link, title, place = map(escape, (citing.link, citing.title, citing.place))
    source = f'<a href="{link}">{title}</a>, {place}'
    if not citing.quotation:
        return f"<p>{source}</p>"
    return (
        f'<blockquote cite="{link}">\n<p>{escape(citing.quotation)}</p>\n'
        f"<footer>— {source}</footer>\n</blockquote>"
    )


def _plain(text: str) -> str:
    """Return `text` so that Markdown shows every sign of it."""
    # What not every Markdown lets a backslash stand before is written as HTML has it.
    return _MARKUP.sub(r"\\\g<0>", escape(text, quote=False)).replace("~", "&#126;")
