"""How often the rule of support is wrong, on true and falsified statements made for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from scipy.stats import binomtest

from indexer.errors import EvaluationError
from service.support import Rule, judge
from service.support.rule import Source


class MadeStatement(Struct, frozen=True, forbid_unknown_fields=True):
    """A statement, the passage that it cites, and whether that supports it.

    ``kind`` is ``paraphrase``, or how it was falsified. Statements about the same words share a
    ``group``: the rule was tuned on odd groups, and even ones were kept back.
    """

    id: str
    group: int
    kind: str
    supported: bool
    statement: str
    evidence: str
    context: str
    header: str = ""


class Share(Struct, frozen=True):
    """`wrong` of `total`, and the 95% interval of that share (Clopper and Pearson, 1934)."""

    wrong: int
    total: int
    low: float
    high: float


class KindScore(Struct, frozen=True):
    """How often statements of one kind were judged wrongly."""

    kind: str
    share: Share


class SupportScores(Struct, frozen=True):
    """Shares of falsified statements accepted and of true ones rejected, and by kind."""

    false_accepts: Share
    false_rejects: Share
    kinds: tuple[KindScore, ...]
    wrong: tuple[MadeStatement, ...]


def load_statements(file: Path) -> tuple[MadeStatement, ...]:
    """Return the statements of a file, one JSON object a line.

    Raises
    ------
    EvaluationError
        The file cannot be read, or a line of it is not a statement.
    """
    found = []
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise EvaluationError(f"{file}: cannot be read: {error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        try:
            found.append(msgspec.json.decode(line, type=MadeStatement))
        except msgspec.DecodeError as error:
            raise EvaluationError(f"{file}: line {number}: {error}") from error
    return tuple(found)


def score(statements: Sequence[MadeStatement], rule: Rule | None = None) -> SupportScores:
    """Judge `statements` by `rule` and return how often that is wrong."""
    wrong = tuple(each for each in statements if _accepted(each, rule) != each.supported)
    kinds = dict.fromkeys(each.kind for each in statements)
    return SupportScores(
        false_accepts=_share(
            [each for each in wrong if not each.supported],
            [each for each in statements if not each.supported],
        ),
        false_rejects=_share(
            [each for each in wrong if each.supported],
            [each for each in statements if each.supported],
        ),
        kinds=tuple(
            KindScore(
                kind,
                _share(
                    [each for each in wrong if each.kind == kind],
                    [each for each in statements if each.kind == kind],
                ),
            )
            for kind in kinds
        ),
        wrong=wrong,
    )


def _accepted(made: MadeStatement, rule: Rule | None) -> bool:
    source = Source(made.evidence.replace("**", ""), made.header, made.context)
    return judge(made.statement, [source], rule).supported


def _share(wrong: Sequence[MadeStatement], total: Sequence[MadeStatement]) -> Share:
    if not total:
        return Share(0, 0, 0.0, 1.0)
    interval = binomtest(len(wrong), len(total)).proportion_ci(0.95, method="exact")
    return Share(len(wrong), len(total), float(interval.low), float(interval.high))
