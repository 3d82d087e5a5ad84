"""Filters as people write them."""

from __future__ import annotations

import pytest

from indexer.errors import QuestionError
from indexer.naming import body, council
from indexer.records import Body, Council
from indexer.searching.narrowing import narrowing_held
from indexer.searching.syntax import parse
from service.filters import narrowing_of

COUNCILS = (council("Netherwick Town Council"), council("Otherford City Council"))
BODIES = (
    *(
        body(each.name, name)
        for each in COUNCILS
        for name in ("Cabinet", "Cabinet Committee on Lidos", "Audit and Standards Committee")
    ),
    body("Otherford City Council", "Planning Committee"),
    body("Netherwick Town Council", "Ferry & Harbour Forum"),
    body("Otherford City Council", "Ferry and Harbour Forum"),
)


class Held:
    def councils(self) -> tuple[Council, ...]:
        return COUNCILS

    def bodies(self) -> tuple[Body, ...]:
        return BODIES


def names(*, council: str = "", body: str = "") -> set[str]:
    narrowing = narrowing_of(Held(), [council], [body])  # type: ignore[arg-type] - it asks no more
    return {*narrowing.councils, *narrowing.bodies}


@pytest.mark.parametrize("name", ["Netherwick", "netherwick council", "Netherwick Town Council"])
def test_words_of_one_name_name_a_council(name: str) -> None:
    assert names(council=name) == {COUNCILS[0].id}


@pytest.mark.parametrize("name", ["Planning", "planning committee"])
def test_words_of_one_name_name_a_body(name: str) -> None:
    assert names(body=name) == {BODIES[-3].id}


@pytest.mark.parametrize("name", ["Ferry & Harbour Forum", "ferry and harbour forum", "Harbour"])
def test_a_name_is_one_however_its_and_is_written(name: str) -> None:
    assert names(body=name) == {each.id for each in BODIES[-2:]}


def test_one_name_may_be_that_of_bodies_of_several_councils() -> None:
    assert names(body="Audit") == {each.id for each in BODIES if each.name.startswith("Audit")}


def test_a_name_in_full_is_no_part_of_a_longer_one() -> None:
    assert names(body="Cabinet") == {each.id for each in BODIES if each.name == "Cabinet"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            {"council": "Council"},
            "More than one council may be 'Council'. Which is it: Netherwick ",
        ),
        ({"body": "Committee"}, "Standards Committee, Cabinet Committee on Lidos, Planning Comm"),
        ({"council": "Nether"}, "No council is called 'Nether'. There are: Netherwick Town "),
        ({"body": "Planning Lidos"}, "No body is called 'Planning Lidos'. There are: Audit and "),
    ],
)
def test_what_names_none_or_several_is_told_the_choices(asked: dict[str, str], told: str) -> None:
    with pytest.raises(QuestionError) as raised:
        names(**asked)
    assert told in str(raised.value)


@pytest.mark.parametrize("search", ["lido body:Planning", "lido council:Netherwick"])
def test_a_search_that_is_followed_is_narrowed_as_one_that_is_made(search: str) -> None:
    asked = parse(search)
    made = narrowing_of(Held(), asked.councils, asked.bodies)  # type: ignore[arg-type] - no more
    assert narrowing_held(asked, COUNCILS, BODIES) == made
    assert narrowing_held(parse("lido body:Committee"), COUNCILS, BODIES) is None
