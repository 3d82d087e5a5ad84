"""How the description of the programs' interface tells what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example, OpenAPIMediaType, Operation, Schema
from litestar.openapi.spec.enums import OpenAPIType

from service.web.faults import Problem

PROBLEM = "application/problem+json"
_WHEN = {
    400: ("The request is wrong; the detail says where.", "The question is empty."),
    404: ("There is no such thing.", "No document 'f00' is held."),
    413: ("The request is too large.", "Request Entity Too Large"),
    503: ("The index cannot answer just now.", "The store at http://... does not answer."),
}

STREAM = """\
id: 8b1a9953c461-1.1
event: reading
data: {"text":"Who chaired it?","looked_first_at":"Cabinet"}

id: 8b1a9953c461-1.2
event: statement
data: {"number":0,"statement":{"text":"...","citations":[]},"proofs":[]}

id: 8b1a9953c461-1.3
event: status
data: {"status":"answered","introduction":"Quoted from ...","composer":"quoting"}

id: 8b1a9953c461-1.4
event: done
data: {"question":"Who chaired it?","status":"answered","statements":[]}
"""


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """Return how the faults of these statuses are described."""
    return {
        status: ResponseSpec(
            Problem,
            generate_examples=False,
            description=_WHEN[status][0],
            media_type=PROBLEM,
            examples=[
                Example(
                    summary=_WHEN[status][0],
                    value={
                        "type": "about:blank",
                        "title": _WHEN[status][0].rstrip("."),
                        "status": status,
                        "detail": _WHEN[status][1],
                    },
                )
            ],
        )
        for status in statuses
    }


@dataclass
class StreamedOperation(Operation):
    """An operation that also answers as a stream of events."""

    def __post_init__(self) -> None:
        """Describe the stream beside the JSON."""
        answered = (self.responses or {}).get("200")
        if answered is not None and getattr(answered, "content", None) is not None:
            answered.content["text/event-stream"] = OpenAPIMediaType(  # type: ignore[union-attr, index]
                schema=Schema(
                    type=OpenAPIType.STRING,
                    description=(
                        "Events: `reading`, `statement` for each, `status`, `done` with the whole "
                        "answer; `error` with a problem. Lines of comment are signs of life. "
                        "Send `Last-Event-ID` to go on after a broken connection."
                    ),
                ),
                example=STREAM,
            )
