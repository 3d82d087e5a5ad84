"""A search form and the typed syntax say the same."""

from __future__ import annotations

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from indexer.errors import QuestionError
from indexer.searching.syntax import Search, parse
from service.search.form import Form, composed, narrowed, shown

PARTS = (
    "tax", '"blue badge"', "-draft", "OR", "title:budget", "-title:draft", 'body:"Full Council"',
    "body:Cabinet", "from:2025", "from:2024-02", "to:2025-03-04", "ref:24/0022", "person:Coyle",
    "kind:minutes", "OR title:report", '"OR"',
)  # fmt: skip


def meaning(search: Search) -> Search:
    """Leave out what the order of words and how they are typed makes different."""
    return msgspec.structs.replace(
        search,
        text="",
        groups=tuple(sorted(search.groups, key=repr)),
        excluded=tuple(sorted(search.excluded, key=repr)),
    )


@given(st.lists(st.sampled_from(PARTS), max_size=8).map(" ".join))
def test_the_form_of_a_search_seeks_the_same(text: str) -> None:
    try:
        search = parse(text)
    except QuestionError:
        assume(False)
    assert meaning(parse(composed(shown(search)))) == meaning(search)


@given(st.text(max_size=20).filter(lambda text: any(map(str.isalnum, text))))
def test_whatever_is_written_in_a_control_is_one_phrase(text: str) -> None:
    search = parse(composed(Form("tax", title=text, body=text)))
    assert len(search.groups) == 2
    assert len(search.bodies) == 1


def test_what_no_control_shows_stays_among_the_words() -> None:
    form = shown(parse("tax body:Cabinet body:Council -title:draft a OR title:b to:2025-02"))
    assert form == Form(
        "tax body:Cabinet body:Council -title:draft a OR title:b", until="2025-02-28"
    )


def test_narrowing_replaces_a_name_and_never_widens_the_days() -> None:
    search = parse("tax body:Cabinet from:2025-03 to:2026")
    narrow = parse(narrowed(search, 'body:"Full Council" from:2025 to:2025'))
    assert narrow.bodies == ("Full Council",)
    assert (str(narrow.since), str(narrow.until)) == ("2025-03-01", "2025-12-31")
