"""The terms of a text, and what is kept of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import HomeError
from indexer.terms import terms
from indexer.text_terms import UNIT, keep_terms, named, pack, text_terms, unpack
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


def test_terms_are_computed_once(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    keep_terms(cache, [TEXT, "Other", TEXT])
    kept = {text: unpack(packed) for text, packed in cache.terms_of_many([TEXT, "Other"]).items()}
    assert np.array_equal(kept[TEXT].names, text_terms(TEXT).names)
    assert list(kept["Other"].names) == [named("other")]
    cache.put_terms([TEXT], [pack(text_terms("changed"))])
    keep_terms(cache, [TEXT])
    assert list(unpack(cache.terms_of_many([TEXT])[TEXT]).names) == [named("chang")]
    cache.close()
