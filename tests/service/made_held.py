"""Records that questions are read against: two days of them, and a few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from indexer.catalogue.values import Extent
from indexer.config import AnswerSettings
from indexer.naming import body, council
from indexer.records import Body, Council, Passage
from indexer.store.schema import EVERYTHING, Hit, Hits, Narrowing, SparseVector, Vector
from service.answers import Question, Reading
from service.interpret import interpret

EXTENT = Extent(date(2024, 3, 1), date(2025, 2, 13))
NETHERWICK = council("Netherwick County Council")
BODIES = tuple(
    body(NETHERWICK.name, name)
    for name in (
        "Cabinet",
        "County Council",
        "Planning Committee",
        "Audit and Governance Committee",
        "Overview and Scrutiny Committee",
        "Children's Cabinet Committee",
    )
)


class Held:
    """Records that begin and end with `EXTENT`.

    ``days`` are those of each body by its name, of all under the empty name; every passage of
    ``texts`` is found for anything.
    """

    def __init__(
        self,
        *councils: Council,
        days: dict[str, Iterable[date]] | None = None,
        texts: Sequence[str] = (),
    ) -> None:
        self._councils = councils or (NETHERWICK,)
        self._days = {name: frozenset(some) for name, some in (days or {}).items()}
        self._texts = texts

    def councils(self) -> tuple[Council, ...]:
        return self._councils

    def bodies(self) -> tuple[Body, ...]:
        return BODIES

    def extent(self, narrowing: Narrowing) -> Extent:
        return EXTENT

    def days(self, narrowing: Narrowing) -> frozenset[date]:
        names = [each.name for each in BODIES if each.id in narrowing.bodies] or [""]
        return frozenset().union(*(self._days.get(name, frozenset()) for name in names))

    def encode_terms(self, text: str) -> SparseVector:
        return SparseVector((), ())

    def search(
        self,
        dense: Vector | None,
        sparse: SparseVector | None,
        limit: int,
        narrowing: Narrowing,
    ) -> Hits:
        return Hits(dense=(), sparse=tuple(Hit(text, 1.0) for text in self._texts[:limit]))

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        return tuple(Passage(text, "", 0, 0, 0, len(text), text, (1, 1), "", "") for text in ids)


def read(text: str, *councils: Council, held: Held | None = None) -> Reading:
    """Return what a question is read as."""
    question = Question(text, EVERYTHING)
    return interpret(question, held or Held(*councils), AnswerSettings())
