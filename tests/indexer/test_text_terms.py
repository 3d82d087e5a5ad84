"""The terms of a text, and what is kept of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import HomeError
from indexer.terms import terms
from indexer.text_terms import UNIT, TermsReader, keep_terms, named, pack, text_terms, unpack
from indexer.vector_cache import VectorCache

TEXT = "Cabinet, 9 January 2025\nRent\tRise\nAllotments\t£1,610 in 2025/26. Agreed."


def test_units_begin_where_sentences_and_rows_do() -> None:
    found = text_terms(TEXT)
    begun = ["Cabinet, 9 January 2025", "Rent\tRise", "Allotments\t£1,610", "Agreed."]
    assert list(found.starts) == list(map(TEXT.index, begun))
    assert list(found.lengths) == [4, 2, 4, 1]
    assert list(found.names) == list(map(named, terms(TEXT)))


@given(st.text(max_size=200))
def test_what_is_kept_of_any_text_is_its_terms_unit_by_unit(text: str) -> None:
    found = unpack(pack(text_terms(text)))
    units = [unit for unit in UNIT.split(text) if unit.strip()]
    assert found.lengths.sum() == len(found.names)
    assert list(found.names) == [named(term) for unit in units for term in terms(unit)]
    assert all(
        text[start:].startswith(unit) for start, unit in zip(found.starts, units, strict=True)
    )


@pytest.mark.parametrize("kept", [b"", b"abc", bytes(4), pack(text_terms(TEXT))[:-4]])
def test_damaged_terms_are_told_with_what_to_do(kept: bytes) -> None:
    with pytest.raises(HomeError, match=r"damaged.*vectors\.sqlite.*rebuild"):
        unpack(kept)


def test_kept_terms_are_computed_once_and_missed_aloud(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    reader = TermsReader(cache)
    with pytest.raises(HomeError, match=r"terms of 2 passages.*rebuild"):
        reader.read([TEXT, "Other", TEXT])
    keep_terms(cache, [TEXT, "Other", TEXT])
    first, second, again = reader.read([TEXT, "Other", TEXT])
    assert np.array_equal(first.names, text_terms(TEXT).names)
    assert list(second.names) == [named("other")]
    assert again is first
    cache.put_terms([TEXT], [pack(text_terms("changed"))])
    keep_terms(cache, [TEXT])
    assert list(TermsReader(cache).read([TEXT])[0].names) == [named("chang")]
    cache.close()
    assert reader.read([TEXT])[0] is first, "what was read is in memory"


def test_the_terms_asked_for_last_stay_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.text_terms.REMEMBERED", 2)
    cache = VectorCache(tmp_path / "vectors.sqlite")
    keep_terms(cache, ["one", "two", "three"])
    reader = TermsReader(cache)
    one, _, three = reader.read(["one", "two", "three"])
    reader.read(["three", "two"])
    again = reader.read(["one", "three"])
    cache.close()
    assert again[1] is three
    assert again[0] is not one
