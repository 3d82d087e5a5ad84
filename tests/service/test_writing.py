"""Writing answers by a model: what is shown, and what happens when the model fails."""

from __future__ import annotations

import json
import logging
from contextlib import closing
from typing import Any, cast

import pytest

from indexer.config import Settings, WritingSettings
from indexer.errors import WritingError
from service.answer import Answerer
from service.answers import Answer, Question, Reading, Status
from service.citations import stands
from service.cited import Statement
from service.compose.writing.endpoint import OpenAiEndpoint
from service.compose.writing.rewriting import rewritten
from service.compose.writing.stream import StatementReader
from service.compose.writing.writer import Writer
from service.open_index import OpenIndex
from service.watching import Abandoned
from tests.service.fake_endpoint import Script, in_pieces, serving, statements

QUESTION = "How much would the repairs of the lido cost?"
EVERY = [f"P{number}" for number in range(1, 7)]
TRUE = "Repairs would cost £48,250, of which £12,000 was met by the insurer."
PARAPHRASED = "The lido pump house had flooded in November 2024."
EARLIER = "Would the repairs of the lido be expensive?"
FALSIFIED = "Repairs of the lido would cost £84,250."


class Listener:
    """Hears statements, and goes away after `patience` of them."""

    def __init__(self, patience: int = 100) -> None:
        self.heard: list[Statement] = []
        self._patience = patience

    def before(self, step: str) -> None:
        if step == "write" and len(self.heard) >= self._patience:
            raise Abandoned

    def read_as(self, reading: Reading) -> None:
        pass

    def stated(self, statement: Statement) -> None:
        self.heard.append(statement)


def writing(url: str, **given: object) -> WritingSettings:
    return WritingSettings.model_validate({"base_url": url, "model": "fake", **given})


def ask(
    index: OpenIndex,
    settings: Settings,
    script: Script,
    listener: Listener | None = None,
    **given: object,
) -> Answer:
    with serving(script) as url:
        writer = Writer(writing(url, **given))
        answerer = Answerer(index, settings, writer=writer)
        return answerer.answer(Question(QUESTION), watcher=listener or Listener())


def texts(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def test_statements_that_their_passages_support_are_shown_with_their_pages(
    index: OpenIndex, settings: Settings
) -> None:
    script = Script(in_pieces(statements((TRUE, EVERY), (PARAPHRASED, EVERY))))
    answer = ask(index, settings, script)
    assert (answer.status, answer.composer) == (Status.ANSWERED, "writing")
    assert texts(answer) == [TRUE, PARAPHRASED]
    assert answer.introduction.startswith("Written by a language model")
    for citation in (each for said in answer.statements for each in said.citations):
        assert stands(citation.quote, index.page(citation.document.id, citation.page).text)


def test_a_falsified_statement_never_shows(index: OpenIndex, settings: Settings) -> None:
    listener = Listener()
    answer = ask(index, settings, Script([statements((FALSIFIED, EVERY), (TRUE, EVERY))]), listener)
    assert texts(answer) == [TRUE] == [statement.text for statement in listener.heard]


def test_ids_that_were_not_given_support_nothing(index: OpenIndex, settings: Settings) -> None:
    answer = ask(index, settings, Script([statements((TRUE, ["P99", "minutes"]))]))
    assert answer.composer == "quoting"
    assert "nothing that the model wrote could be shown" in answer.introduction


@pytest.mark.parametrize(
    ("script", "given"),
    [
        (Script(status=401), {}),
        (Script(status=429), {}),
        (Script(status=500), {}),
        (Script(["no JSON at all"]), {}),
        (Script(raw=b"data: {broken\n\n"), {}),
        (Script([], finish=None), {}),
        (Script(['{"statem'], finish="length"), {}),
        (Script(stalls=True), {"stall_seconds": 0.05}),
        (Script(endless=" "), {"timeout_seconds": 0.05}),
    ],
    ids=[
        "unauthorised", "too many", "broken server", "no JSON", "no protocol", "broken off",
        "cut short", "stalled", "endless",
    ],
)  # fmt: skip
def test_where_the_endpoint_fails_the_records_are_quoted_and_the_answer_says_so(
    index: OpenIndex,
    settings: Settings,
    script: Script,
    given: dict[str, object],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = ask(index, settings, script, **given)
    assert (answer.status, answer.composer) == (Status.ANSWERED, "quoting")
    assert answer.statements
    assert "the model that writes answers failed" in answer.introduction
    assert "Writing failed: " in caplog.text


def test_what_stood_before_a_break_stays_and_the_answer_says_that_it_broke_off(
    index: OpenIndex, settings: Settings
) -> None:
    cut = statements((TRUE, EVERY), (PARAPHRASED, EVERY))[:-30]
    answer = ask(index, settings, Script(in_pieces(cut), finish=None))
    assert texts(answer) == [TRUE]
    assert "broke off" in answer.introduction


def test_a_statement_is_given_while_the_next_is_being_written(
    index: OpenIndex, settings: Settings
) -> None:
    candidates = candidates_for(index, settings)
    script = Script([statements((TRUE, EVERY))[:-1]], stalls=True)
    with serving(script) as url:
        given = Writer(writing(url)).write(Reading(QUESTION), candidates, index)
        first = next(given)
        script.released.set()
        given.close()  # type: ignore[attr-defined]  # a generator
    assert isinstance(first, Statement)
    assert first.text == TRUE


def test_an_asker_who_goes_away_ends_the_request(index: OpenIndex, settings: Settings) -> None:
    script = Script([statements((TRUE, EVERY))[:-1]], endless=" " * 1000)
    with pytest.raises(Abandoned):
        ask(index, settings, script, Listener(patience=1))
    assert script.gone.wait(10)


@pytest.mark.parametrize(
    ("refused", "refusal", "asked"),
    [
        ((), 400, ["json_schema"]),
        (("json_schema",), 500, ["json_schema", "json_object"]),
        (("json_schema", "json_object"), 422, ["json_schema", "json_object", None]),
    ],
)
def test_a_server_is_asked_for_the_form_in_the_ways_that_it_may_know(
    index: OpenIndex,
    settings: Settings,
    refused: tuple[str, ...],
    refusal: int,
    asked: list[str | None],
) -> None:
    written = f"Here it is:\n```json\n{statements((TRUE, EVERY))}\n```"
    script = Script([written], refused_forms=refused, refusal=refusal)
    with serving(script) as url, closing(Writer(writing(url))) as writer:
        answerer = Answerer(index, settings, writer=writer)
        for _ in range(2):
            assert texts(answerer.answer(Question(QUESTION))) == [TRUE]
    forms = [cast("Any", request).get("response_format", {}) for request in script.requests]
    assert [form.get("type") for form in forms] == [*asked, asked[-1]]
    for form in forms:
        assert not form or '"enum": ["P1"' in json.dumps(form)


def test_a_server_that_was_down_is_asked_for_the_form_as_before(
    index: OpenIndex, settings: Settings
) -> None:
    script = Script([statements((TRUE, EVERY))], status=500)
    with serving(script) as url, closing(Writer(writing(url))) as writer:
        answerer = Answerer(index, settings, writer=writer)
        assert answerer.answer(Question(QUESTION)).composer == "quoting"
        script.status = 200
        script.requests.clear()
        assert texts(answerer.answer(Question(QUESTION))) == [TRUE]
    (request,) = script.requests
    assert cast("Any", request)["response_format"]["type"] == "json_schema"


def test_a_heading_states_nothing(index: OpenIndex, settings: Settings) -> None:
    script = Script([statements(("12. Lido Repairs (Item 4)", EVERY), (TRUE, EVERY))])
    assert texts(ask(index, settings, script)) == [TRUE]


def test_passages_stand_between_marks_and_the_key_goes_nowhere_else(
    index: OpenIndex, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    script = Script(status=401)
    with caplog.at_level(logging.DEBUG):
        ask(index, settings, script, api_key="open sesame")
    request = script.requests[0]
    assert request["key"] == "Bearer open sesame"
    assert "open sesame" not in caplog.text
    assert str(request["messages"]).count("<passage id=") == str(request["messages"]).count(
        "</passage>"
    )
    assert "<script>" not in str(request["messages"])


def test_a_server_that_is_not_there_is_named(index: OpenIndex, settings: Settings) -> None:
    with serving(Script()) as url:
        pass
    with pytest.raises(WritingError, match="cannot be reached"):
        list(OpenAiEndpoint(writing(url)).write("", "", {}))


def test_statements_come_out_whole_wherever_the_pieces_are_cut() -> None:
    text = 'So {"statements": [{"text": "a \\"}{ b", "passages": ["P1"]}, {"text": 3}]}'
    for size in range(1, 12):
        reader = StatementReader()
        found = [each for piece in in_pieces(text, size) for each in reader.take(piece)]
        assert [(each.text, each.passages) for each in found] == [('a "}{ b', ("P1",))]
        assert reader.whole


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("What did the lido cost in 2024?", "What did the lido cost in 2024?"),
        ("What did the lido cost in 2023?", None),
        ("What did the Guildhall in Netherwick cost?", None),
        ("What did £48,250 buy?", None),
    ],
)
def test_a_follow_up_is_rewritten_without_anything_new(reply: str, expected: str | None) -> None:
    script = Script([f'{{"question": "{reply}"}}'])
    with serving(script) as url:
        endpoint = OpenAiEndpoint(writing(url))
        found = rewritten("And what did it cost?", ["Was the lido open in 2024?"], endpoint)
    assert found == expected


@pytest.mark.parametrize(
    ("script", "read_as"),
    [
        (Script([f'{{"question": "{QUESTION}"}}']), QUESTION),
        (Script(['{"question": "Who was Mayor of Netherwick?"}']), f"{EARLIER} how much?"),
        (Script(status=500), f"{EARLIER} how much?"),
    ],
    ids=["rewritten", "something added", "the endpoint fails"],
)
def test_a_follow_up_is_read_as_the_model_rewrites_it_else_by_rule(
    index: OpenIndex, settings: Settings, script: Script, read_as: str
) -> None:
    with serving(script) as url:
        answerer = Answerer(index, settings, writer=Writer(writing(url)))
        answer = answerer.answer(Question("And how much?", earlier=(EARLIER,)))
    assert (answer.read_as.text, answer.read_as.follows) == (read_as, EARLIER)


def test_an_explanation_tells_what_was_dropped_and_why(
    index: OpenIndex, settings: Settings
) -> None:
    with serving(Script([statements((FALSIFIED, EVERY), (TRUE, EVERY), (TRUE, ["P99"]))])) as url:
        answerer = Answerer(index, settings, writer=Writer(writing(url)))
        answer = answerer.answer(Question(QUESTION), explain=True)
        plain = answerer.answer(Question(QUESTION))
    assert answer.dropped
    assert [each.text for each in answer.dropped] == [FALSIFIED, TRUE]
    assert "84,250" in answer.dropped[0].why
    assert plain.dropped is None


def candidates_for(index: OpenIndex, settings: Settings) -> tuple[object, ...]:
    from service.compose.quoting import QuotingComposer
    from service.steps import Context, find, gather, read

    context = Context(Question(QUESTION), index, settings, QuotingComposer(settings.answer))
    for step in (read, find, gather):
        step(context)
    return context.candidates
