"""The package that a DOCX file is: opened within limits, and settled before it is read."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree
from msgspec import Struct

from indexer.config import PartitionSettings
from indexer.errors import UnreadableDocument
from indexer.partition.one_page import one_line
from indexer.partition.word_pages import WORD, settle_page_breaks

STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MAIN_PART = "/relationships/officeDocument"
GONE = ("del", "moveFrom")
"""What a tracked change took away."""
WRAPPERS = ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple")
"""What stands around words that `unstructured` then passes over: tracked insertions, content
controls, fields."""
PICTURES = re.compile(r"/(?:media|fonts|embeddings)/")
NOTES = (("footnotes", "footnoteReference"), ("endnotes", "endnoteReference"))

Element = Any  # lxml ships no types


class WordPackage(Struct, frozen=True):
    """A DOCX file, ready for `unstructured`.

    ``content`` has every tracked change accepted, the words of content controls in plain sight and
    each page's beginning marked.
    ``title`` are the words in the style "Title". ``header_rows`` says, for each table of the body,
    how many rows repeat on every page as its head. ``notes`` are the footnotes, then the endnotes,
    in the order in which the text refers to them.
    """

    content: bytes
    title: str
    header_rows: tuple[int, ...]
    notes: tuple[str, ...]


def open_word(content: bytes, path: str, settings: PartitionSettings) -> WordPackage:
    """Return the DOCX file `content`.

    Raises
    ------
    UnreadableDocument
        It is not whole, is locked, or unpacks to more than the settings allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(archive, path, settings)
            return _settled(archive)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, zlib.error, etree.LxmlError) as error:
        raise UnreadableDocument(
            f"{path}: is a broken Office document ({error}); save or fetch it again"
        ) from error
    except (RuntimeError, NotImplementedError) as error:
        # zipfile says so of members with a password or of a compression that it does not know
        raise UnreadableDocument(
            f"{path}: is locked or packed in an unknown way ({error}); save it again as DOCX"
        ) from error


def _refuse_bomb(archive: zipfile.ZipFile, path: str, settings: PartitionSettings) -> None:
    # zipfile never unpacks more of a member than it declares
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > settings.max_unpacked_bytes:
        raise UnreadableDocument(
            f"{path}: unpacks to {unpacked:,} bytes, more than partition.max_unpacked_bytes "
            f"({settings.max_unpacked_bytes:,}); it may be made to exhaust the machine"
        )


def _settled(archive: zipfile.ZipFile) -> WordPackage:
    main = _main_part(archive)
    tree = _parsed(archive.read(main))
    _accept_changes(tree)
    body = tree.find(f"{WORD}body")
    if body is not None:
        settle_page_breaks(body)
    tables = body.findall(f"{WORD}tbl") if body is not None else []
    return WordPackage(
        _rewritten(archive, main, etree.tostring(tree, xml_declaration=True, encoding="UTF-8")),
        _title(tree),
        tuple(_header_rows(table) for table in tables),
        tuple(_notes(archive, main, tree)),
    )


def _parsed(xml: bytes) -> Element:
    # Some programs write the strict names of the same things, which python-docx does not know.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(xml.replace(STRICT_WORD[1:-1].encode(), WORD[1:-1].encode()), parser)


def _main_part(archive: zipfile.ZipFile) -> str:
    for relation in _parsed(archive.read("_rels/.rels")):
        if str(relation.get("Type")).endswith(MAIN_PART):
            return posixpath.normpath(str(relation.get("Target")).lstrip("/"))
    return "word/document.xml"


def _accept_changes(tree: Element) -> None:
    for name in GONE:
        for element in list(tree.iter(WORD + name)):
            parent = element.getparent()
            if parent.tag == f"{WORD}trPr":
                # here it is the row that was taken away
                row = parent.getparent()
                if row.getparent() is not None:
                    row.getparent().remove(row)
            elif parent.tag != f"{WORD}rPr":
                parent.remove(element)
    for name in WRAPPERS:
        for element in list(tree.iter(WORD + name)):
            # inside properties it only marks that a paragraph's end or a row is new
            if element.getparent().tag not in {f"{WORD}rPr", f"{WORD}trPr"}:
                _unwrap(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    position = parent.index(element)
    kept = [child for child in element if not str(child.tag).endswith("Pr")]
    parent[position : position + 1] = kept


def _rewritten(archive: zipfile.ZipFile, main: str, document: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            # pictures and fonts have no words, and take the most memory
            empty = PICTURES.search(name)
            copy.writestr(name, document if name == main else b"" if empty else archive.read(name))
    return written.getvalue()


def _title(tree: Element) -> str:
    for paragraph in tree.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        if style is not None and style.get(f"{WORD}val") == "Title" and _words(paragraph):
            return _words(paragraph)
    return ""


def _header_rows(table: Element) -> int:
    rows = 0
    for row in table.findall(f"{WORD}tr"):
        mark = row.find(f"{WORD}trPr/{WORD}tblHeader")
        if mark is None or mark.get(f"{WORD}val") in {"0", "false", "off"}:
            break
        rows += 1
    return rows


def _notes(archive: zipfile.ZipFile, main: str, tree: Element) -> Iterator[str]:
    names = set(archive.namelist())
    for part, reference in NOTES:
        name = posixpath.join(posixpath.dirname(main), f"{part}.xml")
        if name not in names:
            continue
        notes = {str(note.get(f"{WORD}id")): _words(note) for note in _parsed(archive.read(name))}
        for referred in tree.iter(WORD + reference):
            if words := notes.get(str(referred.get(f"{WORD}id"))):
                yield words


def _words(element: Element) -> str:
    return one_line(" ".join(_paragraphs(element)))


def _paragraphs(element: Element) -> Iterator[str]:
    for paragraph in element.iter(f"{WORD}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{WORD}t"))
