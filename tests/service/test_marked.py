"""Which choices are read together with the question, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from indexer.records import BlockKind, Passage, Piece, Section, passage_id
from service.answers import Candidate, Reading
from service.compose.choosing import scored
from service.compose.marked import LENGTH, marked
from service.compose.traits import Choice, Traits
from service.marking.values import Marks, Stretch
from tests.service.made import made_document

READING = Reading("Which?")


class Noting:
    """Notes what is to be read, and holds the part likeliest that has the word "answer"."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.read: list[Stretch] = []

    def marks(self, question: str, stretches: Sequence[Stretch]) -> tuple[Marks, ...]:
        self.asked.add(question)
        self.read += stretches
        return tuple(
            Marks(
                0.0,
                tuple(9.0 if "answer" in each.text[a:b] else -1.5 for a, b in each.parts),
            )
            for each in stretches
        )


def choices_in(name: str, sentences: Sequence[str], likenesses: Sequence[float]) -> list[Choice]:
    text = " ".join(sentences)
    section = Section(0, (), None, text, (Piece(0, len(text), 1, 0, BlockKind.PARAGRAPH),))
    passage = Passage(passage_id(name, 0), name, 0, 0, 0, len(text), text, (1, 1), "", "Cabinet")
    candidate = Candidate(passage, made_document(name), None, None, 1.0)
    found, at = [], 0
    for number, (sentence, likeness) in enumerate(zip(sentences, likenesses, strict=True)):
        traits = Traits(likeness=likeness)
        found.append(Choice(candidate, section, number, at, at + len(sentence), "", traits))
        at += len(sentence) + 1
    return found


def three_passages(likenesses: Sequence[float], length: int) -> list[Choice]:
    choices = []
    for number in range(3):
        sentences = [f"{number}{at}".ljust(length, "x") for at in range(len(likenesses))]
        choices += choices_in(f"document-{number}", sentences, likenesses)
    return choices


def test_a_choice_that_is_marked_overtakes_one_that_other_traits_speak_for() -> None:
    choices = choices_in("one", ["This is alike.", "This is the answer."], [0.4, 0.3])
    assert scored(choices)[0].choice.text == "This is alike."
    found = marked(READING, choices, Noting(), 1)
    assert scored(found)[0].choice.text == "This is the answer."
    assert [each.traits.marked for each in found] == [0.375, 1.0]


def test_nothing_is_read_where_no_stretches_are_wanted() -> None:
    records, choices = Noting(), choices_in("one", ["This is the answer."], [0.3])
    assert marked(READING, choices, records, 0) == choices
    assert records.read == []


def test_a_matter_is_read_alike_however_it_is_asked_for() -> None:
    records, choices = Noting(), choices_in("one", ["This is the answer."], [0.3])
    for asked in ("the lido", "Any news on the lido?", "What was said about the lido?"):
        marked(Reading(asked), choices, records, 1)
    assert records.asked == {"the lido"}


def test_a_stretch_has_the_line_over_its_passage_and_both_neighbours() -> None:
    records = Noting()
    sentences = ["x" * 160, "y" * 160, "The answer.", "z" * 160, "v" * 160]
    marked(READING, choices_in("one", sentences, [0, 0, 1, 0, 0]), records, 1)
    (stretch,) = records.read
    assert stretch.text == "\n".join(sentences[1:4])
    assert stretch.context == "Cabinet"


def test_a_row_is_read_under_the_headings_of_its_table() -> None:
    records = Noting()
    choices = choices_in("one", ["Swim\t£5.20", "Sauna\t£9.10"], [0, 1])
    headed = [replace(choice, header="Charge\tFrom April") for choice in choices]
    marked(READING, headed, records, 1)
    (stretch,) = records.read
    assert stretch.context == "Charge\tFrom April\nCabinet"


def test_a_row_whose_figures_have_headings_is_read_with_these() -> None:
    records = Noting()
    choices = choices_in("one", ["Swim\t£5.20\t£5.60", "Sauna\t£9.10\t-"], [0, 1])
    headed = [replace(choice, header="Charge\tNow\tFrom April") for choice in choices]
    marked(READING, headed, records, 1)
    (stretch,) = records.read
    assert stretch.context == "Cabinet"
    assert [stretch.text[start:stop] for start, stop in stretch.parts] == [
        "Swim; Now £5.20; From April £5.60",
        "Sauna; Now £9.10",
    ]


@given(
    likenesses=st.lists(st.floats(0, 2), min_size=1, max_size=12),
    length=st.integers(20, 600),
    most=st.integers(0, 8),
)
def test_the_best_are_read_nothing_twice_and_no_more_than_wanted(
    likenesses: list[float], length: int, most: int
) -> None:
    choices, records = three_passages(likenesses, length), Noting()
    found = marked(READING, choices, records, most)
    read = [each.text[a:b] for each in records.read for a, b in each.parts]
    assert len(records.read) <= most
    assert len(read) == len(set(read))
    assert [each.text for each in found if each.traits.marked] == [
        each.text for each in choices if each.text in read
    ]
    assert all(len(each.text) <= max(LENGTH, length) for each in records.read)
    if most:
        assert scored(choices)[0].choice.text in read
