"""Saying whether an answer helped."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody
from litestar.response import Template
from msgspec import Meta, Struct

from service.feedback import LONGEST_REASON, Verdict
from service.web.accepting import only_json
from service.web.dependencies import TheAnswering
from service.web.describing import problems


class GivenFeedback(Struct, frozen=True):
    """What somebody thinks of an answer."""

    answer: Annotated[str, Meta(max_length=64, description="the answer's id")]
    verdict: Verdict
    reason: Annotated[str, Meta(max_length=LONGEST_REASON, description="why, in own words")] = ""


class FeedbackApi(Controller):
    """The programs' way to give feedback."""

    path = "/api/v1/feedback"
    tags = ("answers",)

    @post(
        "/",
        sync_to_thread=True,
        operation_id="giveFeedback",
        summary="Say whether an answer helped",
        status_code=204,
        responses=problems(404),
        guards=[only_json],
    )
    def give(self, answering: TheAnswering, data: JSONBody[GivenFeedback]) -> None:
        """Keep it with the question, the answer and the index's generation, masked."""
        answering.feedback(data.answer, data.verdict, data.reason)


class FeedbackPage(Controller):
    """The page's form, for browsers without scripts."""

    path = "/feedback"
    include_in_schema = False

    @post("/", sync_to_thread=True, status_code=200)
    def give(
        self,
        answering: TheAnswering,
        data: Annotated[GivenFeedback, Body(media_type=RequestEncodingType.URL_ENCODED)],
    ) -> Template:
        """Keep it, and say thank you."""
        answering.feedback(data.answer, data.verdict, data.reason)
        return Template("thanks.html")
