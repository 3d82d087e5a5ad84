"""Atom 1.0 (RFC 4287), written.

A search's words and a record's are data: they are escaped where they are HTML, and what XML has no
place for, such as control characters, is left out.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from msgspec import Struct

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
# https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(Struct, frozen=True):
    """An entry. ``html`` is its content, ``link`` empty where there is nothing left to open."""

    id: str
    title: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    link: str = ""
    author: str = ""
    categories: tuple[str, ...] = ()


class Feed(Struct, frozen=True):
    """A feed. ``address`` is its own, ``page`` that of what shows the same to people."""

    id: str
    title: str
    subtitle: str
    author: str
    address: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]


def as_atom(feed: Feed) -> bytes:
    """Return `feed` as the bytes of an Atom document, in UTF-8."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en-GB"})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(feed.updated))
    _text(ET.SubElement(root, "author"), "name", feed.author)
    _text(root, "generator", "Moothall")
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    for entry in feed.entries:
        _entry(root, entry)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, entry: Entry) -> None:
    written = ET.SubElement(root, "entry")
    _text(written, "id", entry.id)
    _text(written, "title", entry.title)
    _text(written, "published", _moment(entry.published))
    _text(written, "updated", _moment(entry.updated))
    if entry.author:
        _text(ET.SubElement(written, "author"), "name", entry.author)
    for category in entry.categories:
        ET.SubElement(written, "category", {"term": _held(category)})
    if entry.link:
        _link(written, "alternate", entry.link, "text/html")
    _text(written, "summary", entry.summary)
    _text(written, "content", entry.html, type="html")


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _held(text)


def _link(parent: ET.Element, relation: str, address: str, media_type: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": media_type, "href": _held(address)})


def _held(text: str) -> str:
    """Return `text` without what XML has no place for."""
    return _NO_XML.sub("", text)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
