"""What questions are read as."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QuestionError
from indexer.naming import body, council
from indexer.records import DocumentKind
from service.interpret.elsewhere import other_councils_in, places
from service.interpret.names import bodies_in, councils_in
from service.interpret.periods import periods_in
from tests.service.made_held import BODIES, EXTENT, NETHERWICK, read


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("on 9 January 2025", date(2025, 1, 9), date(2025, 1, 9)),
        ("on the 9th of January", date(2025, 1, 9), date(2025, 1, 9)),
        ("on 30 November", date(2024, 11, 30), date(2024, 11, 30)),
        ("January 9, 2025", date(2025, 1, 9), date(2025, 1, 9)),
        ("on 2025-01-09", date(2025, 1, 9), date(2025, 1, 9)),
        ("in June 2024", date(2024, 6, 1), date(2024, 6, 30)),
        ("last June", date(2024, 6, 1), date(2024, 6, 30)),
        ("last summer", date(2024, 6, 1), date(2024, 8, 31)),
        ("in winter 2023", date(2023, 12, 1), date(2024, 2, 29)),
        ("in 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("in 2024-25", date(2024, 4, 1), date(2025, 3, 31)),
        ("in 2024/25", date(2024, 4, 1), date(2025, 3, 31)),
    ],
)
def test_a_period_is_read(text: str, since: date, until: date) -> None:
    (period,) = periods_in(f"What was decided {text}?", EXTENT)
    assert (period.since, period.until) == (since, until)


@pytest.mark.parametrize(
    "text",
    ["£2025 was paid", "24/00109", "31 February 2025", "May I ask?", "2031-45", "page 1999-2"],
)
def test_what_is_no_period_is_not_read_as_one(text: str) -> None:
    assert all(period.since.year != 2045 for period in periods_in(text, EXTENT))
    assert not [period for period in periods_in(text, EXTENT) if period.since.day != 1]


@given(st.text(max_size=200))
def test_periods_are_words_of_the_question_and_run_forwards(text: str) -> None:
    for period in periods_in(text, EXTENT):
        assert period.words in text
        assert period.since <= period.until


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What did Cabinet agree?", {"Cabinet"}),
        ("Who is the Cabinet Member for roads?", set()),
        ("Which Cabinet members voted against the rise?", {"Cabinet"}),
        ("Who are the Cabinet members?", {"Cabinet"}),
        ("Who missed the last council meeting?", {"County Council"}),
        ("Which Cabinet members voted against the rise at full council?", {"County Council"}),
        ("What did the scrutiny committee say?", {"Overview and Scrutiny Committee"}),
        ("What did scrutiny members say?", {"Overview and Scrutiny Committee"}),
        ("What did the audit committee note?", {"Audit and Governance Committee"}),
        ("What did full council adopt?", {"County Council"}),
        ("What has planning cost?", set()),
        ("What did the Children's Cabinet Committee say?", {"Children's Cabinet Committee"}),
    ],
)
def test_bodies_are_read_by_their_common_names(text: str, names: set[str]) -> None:
    assert {body.name for body in bodies_in(text, BODIES)} == names


def test_the_whole_council_is_one_however_it_is_called() -> None:
    held = [body("Netherwick Town Council", name) for name in ("Council", "Full Council")]
    assert set(bodies_in("Who was at the last full council meeting?", held)) == set(held)


@pytest.mark.parametrize("held", ["Ferry & Harbour Forum", "Ferry and Harbour Forum"])
def test_a_body_is_named_however_its_and_is_written(held: str) -> None:
    known = body("Netherwick & Overwick Town Council", held)
    for text in ("What did the Ferry & Harbour Forum say?", "Is there a ferry and harbour forum?"):
        assert bodies_in(text, [known]) == (known,)
    assert councils_in("What did Netherwick and Overwick spend?", [known.council])


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("What did Otherford City Council save?", ("Otherford City Council",)),
        ("What did Stoke-on-Lea Council agree?", ("Stoke-on-Lea Council",)),
        ("What did Netherwick County Council save?", ()),
        ("What did Netherwick Council save?", ()),
        ("What did the County Council save?", ()),
        ("What did Full Council agree?", ()),
        ("Is Council Tax going up?", ()),
        ("What did the council agree?", ()),
    ],
)
def test_another_council_is_noticed(text: str, others: tuple[str, ...]) -> None:
    assert other_councils_in(text, [NETHERWICK]) == others


def test_another_council_is_no_bar_where_the_question_is_about_ours() -> None:
    assert not read("How much does Netherwick pay Otherford City Council?").out_of_reach
    assert read("What does Otherford City Council spend?").out_of_reach


def test_what_is_named_is_said() -> None:
    reading = read("What do the Cabinet minutes of January 2025 say on 24/00109?")
    assert reading.looked_first_at == "Cabinet, minutes, January 2025"
    assert reading.references == ("24/00109",)
    assert reading.kinds == (DocumentKind.MINUTES,)


def test_the_only_council_held_prefers_nothing() -> None:
    assert read("What did Netherwick spend?").councils == ()
    other = council("Otherford City Council")
    assert read("What did Netherwick spend?", NETHERWICK, other).councils == (NETHERWICK,)


@pytest.mark.parametrize(
    ("text", "of_now"),
    [
        ("What is the evening parking charge?", True),
        ("When will the baths open?", True),
        ("What was the evening parking charge?", False),
        ("What did the Cabinet agree on parking?", False),
        ("What is the parking charge in 2024?", False),
        ("Parking charges", False),
        ("Who chose to do without a bond?", False),
        ("What do I have to pay?", True),
    ],
)
def test_a_question_of_now_is_of_the_newest_records(text: str, of_now: bool) -> None:
    assert read(text).as_of == (EXTENT.last if of_now else None)


def test_short_dates_of_a_question_are_written_out() -> None:
    reading = read("How much was spent in 24/25, and by 31/03/25?")
    assert reading.text == "How much was spent in 2024-25, and by 31 March 2025?"
    assert [(each.since, each.until) for each in reading.periods] == [
        (date(2024, 4, 1), date(2025, 3, 31)),
        (date(2025, 3, 31), date(2025, 3, 31)),
    ]


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "a" * 1001])
def test_what_cannot_be_read_is_a_question_error(text: str) -> None:
    with pytest.raises(QuestionError):
        read(text)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        reading = read(text)
    except QuestionError:
        return
    assert reading.text == " ".join(reading.text.split())


@pytest.mark.parametrize(
    ("text", "of_meeting"),
    [
        ("What did Cabinet agree on 9 January?", True),
        ("What did the Cabinet of 30 January 2025 agree?", True),
        ("At the February 2025 budget meeting, who spoke?", True),
        ("What debt is expected by 31 March 2025?", False),
        ("What were reserves at 31 March 2025?", False),
        ("What has Cabinet agreed to spend from 1 April 2025?", False),
        ("Who proposed putting off the May 2025 elections?", False),
        ("Why was the lido shut in January 2025?", False),
        ("How much was spent in 2024-25?", False),
        ("What did the January 2025 monitoring report say of rents?", True),
        ("What was saved in January's draft budget?", True),
        ("What was lost in February's storm?", False),
        ("What did February's budget report say?", True),
        ("What happened at the February council?", True),
        ("What happened at the February 2025 council meeting?", True),
        ("What did the 2019 Ofsted report say?", False),
    ],
)
def test_a_time_is_a_meetings_only_where_one_is_meant(text: str, of_meeting: bool) -> None:
    (period,) = read(text).periods
    assert period.of_meeting is of_meeting


def test_only_the_time_of_a_meeting_is_looked_at_first() -> None:
    assert read("What debt is expected by 31 March 2025?").looked_first_at == ""
    assert read("What did Cabinet agree on 9 January?").looked_first_at == "Cabinet, 9 January 2025"


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("what council tax did medway council set?", ("Medway",)),
        ("How many libraries is Fordbeck council closing?", ("Fordbeck Council",)),
        ("What did Leeds agree about trams?", ("Leeds",)),
        ("What is in Coventry's budget?", ("Coventry",)),
        ("What did Bournemouth, Christchurch and Poole Council decide?", None),
        ("What did we pay to Medway Council?", ()),
        ("What did Medway Council say about our plan?", ()),
        ("What did Wick Marsh Parish Council ask for?", ()),
        ("Did Dover get a new school?", ()),
        ("How much did Thanet's council tax base grow?", ()),
        ("Which Labour councillors voted against?", ()),
        ("How do I find reading council papers?", ()),
    ],
)
def test_other_councils_are_told_from_places(text: str, others: tuple[str, ...] | None) -> None:
    found = other_councils_in(text, [NETHERWICK])
    assert found == others if others is not None else found


def test_places_are_listed_once() -> None:
    assert len(places()) == len(set(places())) > 300


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("What did Mr R. W. Gough say?", ("Mr R. W. Gough",)),
        ("How did Sir Paul Carter vote?", ("Sir Paul Carter",)),
        ("Where does Ada Thornbury's report stand?", ("Ada Thornbury",)),
        ("What did the Cabinet Member for Adult Social Care say?", ()),
        ("What is planned for Mill Lane?", ()),
        ("What did Netherwick County Council agree?", ()),
    ],
)
def test_people_are_read(text: str, people: tuple[str, ...]) -> None:
    assert read(text).people == people
