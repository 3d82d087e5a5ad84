"""What `unstructured` would lose of a page's structure, said in a way that it keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from indexer.partition.one_page import one_line
from indexer.partition.tables import rows_of, spread

BLOCKS = ("p", "div", "ul", "ol", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MODERNGOV_HEADINGS = {"mgAiTitleTxt": "h3", "mgSubItemTitleTxt": "h4", "mgSectionTitle": "h2"}
"""How deep the lines stand that ModernGov shows as headings but does not mark up as such."""
NUMBER_ALONE = re.compile(r"^\(?(\d{1,4}(\.\d{1,3})*|[a-zA-Z]|[ivx]{1,5})[.)]?$")
ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def restructure(page: BeautifulSoup, root: Tag) -> None:
    """Change `root` so that `unstructured` reads all of it, and reads it right.

    It would leave out ``<figure>`` and ``<details>``, the numbers of lists, and which columns and
    rows a cell spans; it would read a table that only lays out the page as one block.
    """
    for element in root.find_all(class_=list(MODERNGOV_HEADINGS)):
        if element.name not in (*HEADINGS, "caption"):
            element.name = _heading(element)
    for element in root.find_all(["figure", "details", "summary", "fieldset", "legend"]):
        element.name = "p" if element.name in {"summary", "legend"} else "div"
    for terms in root.find_all("dl"):
        _join_terms(page, terms)
    for items in root.find_all("ol"):
        _number(items)
    for group in root.find_all(["thead", "tbody", "tfoot"]):
        _put_in_rows(page, group)
    # from the innermost, so that a table of figures in one of layout stays a table
    for table in reversed(root.find_all("table")):
        if _lays_out(table):
            _unlay(table)
        else:
            _flatten(page, table)
    for line_break in root.find_all("br"):
        if not line_break.decomposed and _next_is_break(line_break):
            line_break.replace_with(page.new_tag("hr"))


def _heading(element: Tag) -> str:
    """Return the heading that an element is by its class, or ``div``."""
    classes = element.get_attribute_list("class")
    return next((MODERNGOV_HEADINGS[name] for name in classes if name in MODERNGOV_HEADINGS), "div")


def _join_terms(page: BeautifulSoup, terms: Tag) -> None:
    """Turn each ``<dt>`` with its ``<dd>`` into a line: "Decision maker: Cabinet"."""
    if terms.find(BLOCKS):
        return
    line: Tag | None = None
    for part in terms.find_all(["dt", "dd"]):
        words = one_line(part.get_text(" "))
        if part.name == "dt" or line is None:
            line = page.new_tag("p")
            line.string = words
            terms.insert_before(line)
        elif words:
            label = line.get_text()
            line.string = f"{label}{' ' if label.endswith(':') else ': '}{words}"
    terms.decompose()


def _number(items: Tag) -> None:
    """Write the number before each item of an ordered list, as a browser shows it."""
    style = str(items.get("type") or "1")
    start = str(items.get("start") or "1")
    numbers = count(int(start) if start.isdecimal() else 1)
    for item in items.find_all("li", recursive=False):
        given = str(item.get("value") or "")
        if given.isdecimal():
            numbers = count(int(given))
        words = one_line(item.get_text())
        number = NUMERALS.get(style, str)(next(numbers))
        if words and not NUMBER_ALONE.match(words.split()[0]):
            _put_before(item, f"{number}. ")


def _put_before(element: Tag, words: str) -> None:
    """Put `words` before the first words of `element`."""
    for string in element.find_all(string=True):
        if string.strip():
            string.replace_with(NavigableString(words + string.lstrip()))
            return


def _put_in_rows(page: BeautifulSoup, group: Tag) -> None:
    """Give each run of a table's cells that stand in no row a row of its own, as a browser does."""
    row: Tag | None = None
    for child in group.find_all(True, recursive=False):
        if child.name not in {"td", "th"}:
            row = None
            continue
        if row is None:
            row = page.new_tag("tr")
            child.insert_before(row)
        row.append(child)


def _lays_out(table: Tag) -> bool:
    """Return whether `table` places blocks of text, and is no table of labels and figures."""
    if table.get("role") in {"presentation", "none"} or table.find(["table", *HEADINGS]):
        return True
    rows = [row.find_all(["td", "th"], recursive=False) for row in rows_of(table)]
    columns = max(map(len, rows), default=0)
    if columns <= 1:
        return True
    return columns == 2 and any(len(cell.find_all(BLOCKS)) > 3 for row in rows for cell in row)


def _unlay(table: Tag) -> None:
    """Turn the cells of `table` into blocks one after another, a number before what it numbers."""
    for row in rows_of(table):
        cells = row.find_all(["td", "th"], recursive=False)
        if len(cells) > 1:
            number = one_line(cells[0].get_text())
            if NUMBER_ALONE.match(number) and one_line(cells[1].get_text()):
                cells[0].clear()
                _put_before(cells[1], f"{number} ")
        for cell in cells:
            cell.name = "div"
        row.name = "div"
    for group in table.find_all(["thead", "tbody", "tfoot", "caption", "colgroup"]):
        if group.find_parent("table") is table:
            group.name = _heading(group)
    table.name = "div"


def _flatten(page: BeautifulSoup, table: Tag) -> None:
    """Write `table` anew with plain words in its cells, and a cell in every column."""
    for cell in table.find_all(["td", "th", "caption"]):
        for part in cell.find_all([*BLOCKS, "br"]):
            part.insert_before(" ")
            part.insert_after(" ")
    caption = table.find("caption")
    words = one_line(caption.get_text()) if caption else ""
    rows = spread(table)
    table.clear()
    if words:
        table.append(_element(page, "caption", words))
    for row in rows:
        line = page.new_tag("tr")
        for spread_cell in row:
            name = "th" if spread_cell.heads else "td"
            line.append(_element(page, name, spread_cell.text))
        table.append(line)


def _element(page: BeautifulSoup, name: str, words: str) -> Tag:
    element = page.new_tag(name)
    element.string = words
    return element


def _next_is_break(line_break: Tag) -> bool:
    following = line_break.next_sibling
    while isinstance(following, NavigableString) and not following.strip():
        following = following.next_sibling
    return isinstance(following, Tag) and following.name in {"br", "hr"}


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


def _roman(number: int) -> str:
    numeral = ""
    for sign, size in ROMAN:
        times, number = divmod(number, size)
        numeral += sign * times
    return numeral


NUMERALS: dict[str, Callable[[int], str]] = {
    "a": _letter,
    "A": lambda number: _letter(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}
"""How the types of an ordered list write a number; all others write it in figures."""
