"""The kinds of record that questions ask for by name."""

from __future__ import annotations

import pytest

from indexer.records import DocumentKind
from service.interpret.kinds import kinds_in

MINUTES, AGENDA = DocumentKind.MINUTES, DocumentKind.AGENDA_FRONTSHEET


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What do the minutes say of the lido?", MINUTES),
        ("What do the minutes of 9 January say was agreed?", MINUTES),
        ("What was agreed, according to the minutes?", MINUTES),
        ("What was agreed in the minutes of the Cabinet?", MINUTES),
        ("Cabinet minutes 9 January 2025", MINUTES),
        ("Was it minuted that Ms Pellow left?", MINUTES),
        ("the last minutes of the Cabinet", MINUTES),
        ("What did the March 2024 minutes say?", MINUTES),
        ("Show the 11 February 2025 minutes", MINUTES),
        ("What do the two minutes of May say?", MINUTES),
        ("According to the minutes of 3 March, what was agreed about parking?", MINUTES),
        ("what is on the planning agenda for 3 march?", AGENDA),
        ("What is on the agenda for 9 January?", AGENDA),
        ("agenda of the next Cabinet", AGENDA),
        ("Which items stand on January's agenda?", AGENDA),
        ("Planning Committee agendas", AGENDA),
        ("What does the 2024 agenda list?", AGENDA),
        ("What is item 3 on the Audit agenda?", AGENDA),
        ("What does the supplementary agenda hold?", AGENDA),
        ("Where is the agenda pack?", DocumentKind.REPORTS_PACK),
        ("What did the press release promise?", DocumentKind.PRESS_RELEASE),
        ("Who signed the decision notice?", DocumentKind.DECISION_NOTICE),
    ],
)
def test_a_paper_is_asked_for_by_name(text: str, kind: DocumentKind) -> None:
    assert kinds_in(text) == (kind,)


@pytest.mark.parametrize(
    "text",
    [
        "Who seconded the motion to adopt the consent agenda?",
        "Was the Consent Agenda passed?",
        "What was decided under agenda item 5?",
        "Which agenda items were deferred?",
        "How does the lido serve the green agenda?",
        "What is the council's levelling up agenda?",
        "Which item was added to the agenda?",
        "Why was the lido report withdrawn from the agenda?",
        "Who moved that the agenda be approved?",
        "Were the minutes approved?",
        "Who proposed approval of the minutes?",
        "Who signed the minutes of the last meeting?",
        "Were the minutes of 9 January 2025 agreed as a true record?",
        "The minutes were approved: who seconded?",
        "What corrections to the Cabinet's minutes were made?",
        "Were there matters arising from the minutes?",
        "Who came ten minutes late?",
        "How many minutes may a resident speak?",
        "Did she return a few minutes later?",
        "Is the stop a 5-minute walk, or 15 minutes away?",
        "For whom was there a minute's silence?",
        "Will officers report back?",
    ],
)
def test_the_name_of_a_paper_in_another_phrase_asks_for_none(text: str) -> None:
    assert kinds_in(text) == ()
