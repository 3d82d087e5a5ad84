"""Comparisons over HTTP: two documents, or two versions of one, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Protocol

from litestar import Controller, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter, SkipValidation
from litestar.response import Template
from msgspec import Struct

from indexer.catalogue.values import Version
from indexer.errors import QuestionError
from indexer.likenesses import Likeness, LikenessKind
from indexer.records import Document, Page
from service.citations import cited_document
from service.comparing.comparison import Change, Comparison, Line, compare
from service.web.dependencies import TheIndex
from service.web.describing import problems

SHOWN = 1000
"""Lines that differ on one page of a comparison; a note tells of more."""
LIKE = (LikenessKind.REVISION, LikenessKind.SAME_TEXT)


class ComparedRecords(Protocol):
    """What comparing needs of an index."""

    def document(self, document_id: str) -> Document:
        """Return the document of that id; raises `NotFound`."""

    def documents_by_id(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents of these ids, without those not held."""

    def pages(self, document_id: str, version: int | None = None) -> tuple[Page, ...]:
        """Return all pages of a document, in its newest version or in that one."""

    def versions(self, document_id: str) -> tuple[Version, ...]:
        """Return all versions of a document, the oldest first."""

    def likenesses(self, document_ids: Sequence[str] = ()) -> tuple[Likeness, ...]:
        """Return which documents say the same as these."""


Records = NamedDependency[SkipValidation[ComparedRecords]]
OlderVersion = Annotated[int | None, QueryParameter(name="older_version", ge=1)]
NewerVersion = Annotated[int | None, QueryParameter(name="newer_version", ge=1)]


class ComparisonGiven(Struct, frozen=True):
    """A comparison as the programs' interface gives it: ``lines`` only those that differ."""

    older: str
    newer: str
    older_version: int | None
    newer_version: int | None
    comparison: Comparison


class Hidden(Struct, frozen=True):
    """So many lines that are the same in both."""

    lines: int


def records_of(index: TheIndex) -> Any:
    """Return the index as documents are compared in it."""
    return index


GIVEN = {"records": Provide(records_of, sync_to_thread=False)}


class ComparePages(Controller):
    """Two documents side by side."""

    path = "/compare"
    include_in_schema = False
    dependencies = GIVEN

    @get("/", sync_to_thread=True)
    def page(
        self,
        records: Records,
        older: FromQuery[str] = "",
        newer: FromQuery[str] = "",
        older_version: OlderVersion = None,
        newer_version: NewerVersion = None,
        everything: FromQuery[bool] = False,
    ) -> Template:
        """Show how one document differs from another; figures first."""
        if not older and not newer:
            return Template("compare_choose.html", context={})
        if not older or not newer:
            document = records.document(older or newer)
            return Template("compare_with.html", context=_choices(records, document))
        found = _compared(records, older, newer, older_version, newer_version)
        differing = [line for line in found.lines if line.change is not Change.SAME]
        lines = found.lines if everything else _folded(found.lines)
        return Template(
            "compare.html",
            context={
                "comparison": found,
                "older": cited_document(records.document(older)),
                "newer": cited_document(records.document(newer)),
                "older_version": older_version,
                "newer_version": newer_version,
                "differing": len(differing),
                "lines": list(lines)[:SHOWN],
                "cut": len(differing) > SHOWN,
                "everything": everything,
            },
        )


class CompareApi(Controller):
    """The programs' way to comparisons."""

    path = "/api/v1/compare"
    tags = ("comparisons",)
    dependencies = GIVEN

    @get(
        "/",
        sync_to_thread=True,
        operation_id="compare",
        summary="Compare two documents",
        responses=problems(404),
    )
    def compare(
        self,
        records: Records,
        older: FromQuery[str],
        newer: FromQuery[str],
        older_version: OlderVersion = None,
        newer_version: NewerVersion = None,
    ) -> ComparisonGiven:
        """Return how one document differs from another, word by word; figures apart."""
        found = _compared(records, older, newer, older_version, newer_version)
        differing = tuple(line for line in found.lines if line.change is not Change.SAME)
        return ComparisonGiven(
            older,
            newer,
            older_version,
            newer_version,
            Comparison(
                found.figures, differing, found.words_removed, found.words_added, found.words_same
            ),
        )


def _compared(
    records: ComparedRecords,
    older: str,
    newer: str,
    older_version: int | None,
    newer_version: int | None,
) -> Comparison:
    pages = []
    for document, version in ((older, older_version), (newer, newer_version)):
        records.document(document)
        read = records.pages(document, version)
        if not read:
            raise QuestionError(f"Document {document!r} has no version {version} here.")
        pages.append(read)
    return compare(*pages)


def _choices(records: ComparedRecords, document: Document) -> dict[str, Any]:
    """Return what a document may best be compared with: its versions, and what says the same."""
    alike = [each for each in records.likenesses([document.id]) if each.relation in LIKE]
    others = {each.id: each for each in records.documents_by_id([each.other for each in alike])}
    return {
        "document": document,
        "cited": cited_document(document),
        "versions": [each.number for each in records.versions(document.id)],
        "others": [
            (cited_document(others[each.other]), others[each.other], round(each.containment * 100))
            for each in sorted(alike, key=lambda each: -each.containment)
            if each.other in others
        ],
    }


def _folded(lines: Sequence[Line]) -> Iterator[Line | Hidden]:
    """Yield the lines that differ, one line around each, and how many are left out between."""
    near = {
        place
        for at, line in enumerate(lines)
        if line.change is not Change.SAME
        for place in (at - 1, at, at + 1)
    }
    hidden = 0
    for at, line in enumerate(lines):
        if at in near:
            if hidden:
                yield Hidden(hidden)
            hidden = 0
            yield line
        else:
            hidden += 1
    if hidden:
        yield Hidden(hidden)
