"""Exact search equals a plain scan of the passages' text."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Description, Document, Passage
from indexer.searching.syntax import parse
from indexer.store.schema import Narrowing
from service.search.passages import Passages, ServedPassages
from service.search.snippets import LONGEST, found_in, snippet

WORDS = ("Café", "CAFE", "well-being", "well", "being", "council’s", "council", "£1,234.5m", "234")
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
DOCUMENT = Document("d", "s", "d.pdf", Description(), (), 1, "0", "application/pdf", 1, ())


def plain(text: str) -> str:
    """Write `text` without accents and case, anything but letters and digits as one space."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", text.lower())
        if not unicodedata.combining(letter)
    )
    return " " + re.sub("[^a-z0-9]+", " ", bare).strip() + " "


def held(texts: list[str]) -> Passages:
    return Passages(
        [DOCUMENT],
        [
            Passage(str(at), "d", at, 0, 0, len(text), text, (1, 1), "", "")
            for at, text in enumerate(texts)
        ],
    )


@given(
    st.lists(texts, max_size=6),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.lists(st.sampled_from(WORDS), max_size=2),
    st.lists(st.sampled_from(WORDS), max_size=2),
    st.booleans(),
)
def test_what_is_found_is_what_a_plain_scan_finds(
    texts: list[str], words: list[str], others: list[str], excluded: list[str], phrase: bool
) -> None:
    sought = [" ".join(words)] if phrase else words
    query = " ".join(f'"{each}"' for each in sought)
    query += "".join(f' OR "{each}"' for each in others)
    query += "".join(f' -"{each}"' for each in excluded)
    expected = {
        str(at)
        for at, text in enumerate(texts)
        if all(plain(each) in plain(text) for each in sought[:-1])
        and any(plain(each) in plain(text) for each in [sought[-1], *others])
        and not any(plain(each) in plain(text) for each in excluded)
    }
    assert set(held(texts).matching(parse(query), {"d"})) == expected


@given(texts, st.sampled_from(WORDS))
def test_a_snippet_is_a_part_of_the_passage_with_what_was_sought_marked(
    text: str, word: str
) -> None:
    terms = [term for group in parse(word).groups for term in group]
    pieces = snippet(text, terms)
    assert "".join(piece.text for piece in pieces) in text
    marked = [piece.text for piece in pieces if piece.marked]
    assert marked == [text[start:stop] for start, stop in found_in(text, terms)]
    assert bool(marked) == (plain(word) in plain(text))
    assert all(plain(piece) == plain(word) for piece in marked)


@given(
    st.lists(st.text("abcdefgh,.-", min_size=1, max_size=12), min_size=1, max_size=120),
    st.sampled_from([" ", "\n", "\t", "  "]),
    st.integers(0, 120),
)
def test_a_snippet_begins_and_ends_between_words(words: list[str], gap: str, at: int) -> None:
    text = gap.join([*words[:at], "sought", *words[at:]])
    (term,) = parse("sought").groups
    shown = "".join(piece.text for piece in snippet(text, term))
    assert f" {' '.join(shown.split())} " in f" {' '.join(text.split())} "
    assert "sought" in shown
    assert len(shown) <= LONGEST
    assert len(shown) > LONGEST - 2 * 14 or text.endswith(shown)


def test_words_in_a_title_find_the_passages_of_its_document() -> None:
    passages = held(["one", "two"])
    assert passages.matching(parse("title:pdf"), {"d"}) == ["0", "1"]
    assert passages.matching(parse("title:pdf two"), {"d"}) == ["1"]
    assert passages.matching(parse("title:one"), {"d"}) == []


class ChangingIndex:
    """An index that counts how often it is read, and changes when told to."""

    def __init__(self) -> None:
        self.changes = 0
        self.read = 0

    def state(self) -> str:
        return str(self.changes)

    def documents(self, narrowing: Narrowing) -> tuple[Document, ...]:
        return (DOCUMENT,)

    def passages_saying(self, text: str, limit: int) -> tuple[Passage, ...]:
        self.read += 1
        return tuple(held(["one"] * (1 + self.changes)).passages.values())


def test_passages_are_read_again_when_documents_have_changed_and_only_then() -> None:
    index = ChangingIndex()
    served = ServedPassages(index)
    assert served.now() is served.now()
    assert index.read == 1
    index.changes = 1
    assert served.now().matching(parse("one"), {"d"}) == ["0", "1"]
