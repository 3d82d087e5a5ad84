"""What is written is XML, whatever the records hold."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from xml.etree import ElementTree as ET

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from service.feeds.atom import Entry, Feed, as_atom

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = datetime(2026, 1, 5, 12, 30, 15, 999, tzinfo=UTC)
anything = st.text(st.characters() | st.sampled_from("\x00\x0b\x0c\ufffe\uffff\ud800<&>]\"'"))


def feed(text: str) -> Feed:
    entry = Entry(
        id="urn:uuid:1", title=text, published=MOMENT, updated=MOMENT, summary=text,
        html=f"<p>{escape(text)}</p>", link="https://moot.example/?a=1&b=2", author=text,
        categories=(text,),
    )  # fmt: skip
    return Feed("urn:uuid:2", text, text, "Moothall", "https://a", "https://b", MOMENT, (entry,))


@given(anything)
def test_any_text_makes_a_feed_that_parses(text: str) -> None:
    read = feedparser.parse(as_atom(feed(text)))
    assert not read.bozo
    [entry] = read.entries
    assert entry.link == "https://moot.example/?a=1&b=2"
    assert entry.updated == entry.published == "2026-01-05T12:30:15Z"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_text_comes_out_as_it_was_put_in(text: str) -> None:
    # feedparser mends what looks wrongly encoded ("Â¡"): what is written is read as XML.
    read = ET.fromstring(as_atom(feed(text)))
    entry = read.find(f"{ATOM}entry")
    assert entry is not None
    assert read.findtext(f"{ATOM}title") == entry.findtext(f"{ATOM}summary") == text
    assert [each.get("term") for each in entry.iter(f"{ATOM}category")] == [text]
