"""Whether the service runs, and whether it can answer."""

from __future__ import annotations

from litestar import Controller, Response, get
from litestar.openapi.datastructures import ResponseSpec
from msgspec import Struct

from indexer.errors import MoothallError
from service.web.dependencies import TheIndex


class Health(Struct, frozen=True):
    """``live``: the process answers. ``ready``: its index does too."""

    live: bool
    ready: bool
    documents: int = 0
    passages: int = 0
    generation: str = ""
    detail: str = ""


class HealthController(Controller):
    """Health."""

    path = "/health"
    tags = ("health",)

    @get(
        "/",
        sync_to_thread=True,
        operation_id="health",
        summary="Say whether it can answer",
        responses={503: ResponseSpec(Health, generate_examples=False, description="It cannot.")},
    )
    def ready(self, index: TheIndex) -> Response[Health]:
        """Return 200 where questions can be answered, else 503."""
        try:
            counts = index.counts()
        except MoothallError as error:
            return Response(Health(live=True, ready=False, detail=str(error)), status_code=503)
        held = Health(
            live=True,
            ready=counts.passages > 0,
            documents=counts.documents,
            passages=counts.passages,
            generation=index.generation,
            detail="" if counts.passages else "Nothing is indexed yet.",
        )
        return Response(held, status_code=200 if held.ready else 503)

    @get("/live", operation_id="live", summary="Say that it runs")
    async def live(self) -> Health:
        """Return 200 where the process answers at all."""
        return Health(live=True, ready=False)
