"""Who was in the chair, in the words of a list or a sentence that say it of one person."""

from __future__ import annotations

import pytest

from service.recall.attendance import IN_THE_CHAIR


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("Present: Cllr A Ash (Chair) Cllr B Elm (Vice-Chair)", "Cllr A Ash (Chair)"),
        ("PRESENT Cllr A Ash Cllr B Elm, Chairman Cllr C Oak", "Cllr B Elm, Chairman"),
        ("Present: Cllrs A Ash, (Chair), B Elm, (Depute Chair)", "Cllrs A Ash, (Chair)"),
        ("The Cathaoirleach, Cllr. B Elm, was in the Chair.",
         "The Cathaoirleach, Cllr. B Elm, was in the Chair"),
        ("The Vice Chairman B Elm acted as Chairman", "The Vice Chairman B Elm acted as Chairman"),
        ("In the Chair: Councillor B Elm", "In the Chair: Councillor B Elm"),
        ("Councillor B Elm presided.", "Councillor B Elm presided"),
    ],
)  # fmt: skip
def test_the_words_name_one_person(quote: str, said: str) -> None:
    assert [words.strip() for words in IN_THE_CHAIR.findall(quote)] == [said]


def test_a_vice_chair_is_not_in_the_chair() -> None:
    assert IN_THE_CHAIR.findall("Present: Cllr B Elm (Vice-Chairman), Cllr C Oak") == []
