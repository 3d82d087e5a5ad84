"""How the description of the programs' interface tells what comes back: examples, and every fault.

Litestar describes what an operation takes and returns. What holds for all of them is added here
once: the faults, which all come back as problem details, and the examples of `examples.json`.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import Request
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Example, OpenAPIMediaType, Operation, Schema
from litestar.openapi.spec.enums import OpenAPIType

from service.web.faults import Problem

PROBLEM = "application/problem+json"
EXAMPLES = Path(__file__).parent / "examples.json"
"""By the operation's id: ``parameters``, ``body`` and ``response``, of the sample council."""

_WHEN = {
    400: ("The request is wrong; the detail says where.", "Bad Request", "The question is empty."),
    404: ("There is no such thing.", "Not Found", "No document 'f00' is held."),
    413: ("The request is too large.", "Request Entity Too Large", "Request Entity Too Large"),
    415: (
        "The request is no JSON.",
        "Unsupported Media Type",
        "Send JSON, as Content-Type: application/json.",
    ),
    503: (
        "The index cannot answer just now.",
        "Service Unavailable",
        "The store at http://127.0.0.1:6333 does not answer.",
    ),
}
_WITHOUT_INDEX = frozenset({"live"})
"""Operations that ask nothing of the index, and so never fail with it."""

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
    """Return how the faults of these statuses are described.

    `Description` adds those that follow from what an operation takes; a handler names others.
    """
    return {
        status: ResponseSpec(
            Problem,
            generate_examples=False,
            description=_WHEN[status][0],
            media_type=PROBLEM,
            examples=[Example(summary=_WHEN[status][0], value=_problem(status))],
        )
        for status in statuses
    }


class Description(JsonRenderPlugin):
    """Serves the description of the programs' interface, completed."""

    def __init__(self, path: str) -> None:
        super().__init__(path=path)
        self._completed: dict[str, Any] = {}

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Return the description as JSON; it is completed when it is first asked for."""
        if not self._completed:
            self._completed = completed(openapi_schema)
        return super().render(request, self._completed)


def completed(description: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI description with every fault and the examples added."""
    whole = copy.deepcopy(description)
    examples = examples_held()
    _mend_times(whole["components"])
    for path, operations in whole["paths"].items():
        for operation in operations.values():
            _add_problems(operation, takes_id="{" in path)
            _add_examples(operation, examples.get(operation["operationId"], {}))
    return whole


def examples_held() -> dict[str, dict[str, Any]]:
    """Return the examples, by the id of their operation."""
    held: dict[str, dict[str, Any]] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return held


def _add_problems(operation: dict[str, Any], takes_id: bool) -> None:
    takes_body = "requestBody" in operation
    statuses = [
        *([400] if takes_body or "parameters" in operation else []),
        *([404] if takes_id else []),
        *([413, 415] if takes_body else []),
        *([503] if operation["operationId"] not in _WITHOUT_INDEX else []),
    ]
    responses = operation["responses"]
    for status in statuses:
        # Litestar describes a 400 in a form of its own, which is never sent here.
        known = responses.get(str(status))
        if known is None or (status == 400 and PROBLEM not in known["content"]):
            responses[str(status)] = {
                "description": _WHEN[status][0],
                "content": {
                    PROBLEM: {
                        "schema": {"$ref": "#/components/schemas/Problem"},
                        "example": _problem(status),
                    }
                },
            }


def _add_examples(operation: dict[str, Any], example: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example.get("parameters", {}):
            parameter["example"] = example["parameters"][parameter["name"]]
    if "body" in example:
        operation["requestBody"]["content"]["application/json"]["example"] = example["body"]
    if "response" in example:
        operation["responses"]["200"]["content"]["application/json"]["example"] = example[
            "response"
        ]


def _mend_times(part: Any) -> None:
    """Describe times of day as they are written: Litestar takes them for durations."""
    if isinstance(part, dict):
        if part.get("format") == "duration":
            del part["format"]
            part["pattern"] = "^[0-9]{2}:[0-9]{2}:[0-9]{2}$"
        for each in part.values():
            _mend_times(each)
    elif isinstance(part, list):
        for each in part:
            _mend_times(each)


def _problem(status: int) -> dict[str, object]:
    _, title, detail = _WHEN[status]
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}


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
