"""What figures measured on some queries say of others like them.

Everything drawn at random follows from a seed, so that the same run gives the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

SEED = 20250109
RESAMPLES = 10_000
FEW_QUERIES = 50
"""Below so many queries differences are seldom to be trusted (Voorhees and Buckley, SIGIR 2002)."""
_AT_ONCE = 1_000

Values = NDArray[np.float64]
"""A measure of each query, shape ``(queries,)``."""


class Interval(Struct, frozen=True):
    """A mean and the interval that it lies in with 95% confidence."""

    mean: float
    low: float
    high: float


class Difference(Struct, frozen=True):
    """How a second system differs from a first on the same queries: the second less the first.

    ``randomisation`` and ``t_test`` are two-sided p-values, ``effect`` is Cohen's d of paired
    values. ``wins`` counts queries on which the second is better, ``losses`` the reverse.
    """

    difference: Interval
    randomisation: float
    t_test: float
    effect: float
    wins: int
    losses: int
    ties: int


def bootstrap_interval(
    values: Sequence[float], resamples: int = RESAMPLES, seed: int = SEED
) -> Interval:
    """Return the mean of `values` with its 95% percentile bootstrap interval.

    See `bootstrap_intervals`.
    """
    return bootstrap_intervals([values], resamples, seed)[0]


def bootstrap_intervals(
    measures: Sequence[Sequence[float]], resamples: int = RESAMPLES, seed: int = SEED
) -> list[Interval]:
    """Return the mean of each of `measures` of the same queries with its 95% bootstrap interval.

    Queries are drawn with replacement, as many as there are, and the interval holds the middle
    95% of the means (Efron, "Bootstrap Methods", 1979; for retrieval: Sakai, "Evaluating
    Evaluation Metrics Based on the Bootstrap", SIGIR 2006).
    """
    measured = np.asarray(measures, dtype=np.float64)
    queries = measured.shape[1]
    generator = np.random.default_rng(seed)
    means = np.concatenate(
        [
            measured @ _times_drawn(generator, count, queries).T / queries
            for count in _portions(resamples)
        ],
        axis=1,
    )
    low, high = np.quantile(means, [0.025, 0.975], axis=1)
    found = np.stack([measured.mean(axis=1), low, high], axis=1)
    return [Interval(*each) for each in found.tolist()]


def compare_paired(
    first: Sequence[float], second: Sequence[float], resamples: int = RESAMPLES, seed: int = SEED
) -> Difference:
    """Return how `second` differs from `first`, ``first[i]`` and ``second[i]`` being one query's.

    Raises
    ------
    ValueError
        They are not of the same queries: their lengths differ.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} values are not pairs.")
    differences = np.asarray(second, dtype=np.float64) - np.asarray(first, dtype=np.float64)
    # what only rounding sets apart is the same
    differences[np.abs(differences) < 1e-12] = 0.0
    return Difference(
        difference=bootstrap_interval(differences.tolist(), resamples, seed),
        randomisation=randomisation_test(differences, resamples, seed),
        t_test=paired_t_test(differences),
        effect=cohens_d(differences),
        wins=int((differences > 0).sum()),
        losses=int((differences < 0).sum()),
        ties=int((differences == 0).sum()),
    )


def randomisation_test(differences: Values, resamples: int = RESAMPLES, seed: int = SEED) -> float:
    """Return the two-sided p-value of Fisher's paired randomisation test on the mean.

    If both systems were one, each difference could as well have the other sign. The p-value is
    the share of random signs whose mean is as far from 0 as the one seen; the signs seen count as
    one of them, so that it is never 0 (Smucker, Allan and Carterette, "A Comparison of Statistical
    Significance Tests for Information Retrieval Evaluation", CIKM 2007; the added one: Phipson and
    Smyth, 2010).
    """
    seen = abs(differences.sum())
    generator = np.random.default_rng(seed)
    as_far = 0
    for count in _portions(resamples):
        signs = generator.integers(0, 2, (count, len(differences)), dtype=np.int8) * 2 - 1
        as_far += int((np.abs(signs @ differences) >= seen - 1e-9).sum())
    return (as_far + 1) / (resamples + 1)


def paired_t_test(differences: Values) -> float:
    """Return the two-sided p-value of Student's paired t-test (Student, 1908); 1 for no difference.

    It agrees well with the randomisation test on retrieval measures (Smucker and others, 2007).
    """
    # two seconds to import, and most runs are scored without it
    from scipy import stats

    if len(differences) < 2 or not differences.any():
        return 1.0
    if not np.ptp(differences):
        return 0.0
    return float(stats.ttest_1samp(differences, 0.0).pvalue)


def cohens_d(differences: Values) -> float:
    """Return the mean difference in standard deviations of the differences: Cohen's d of pairs.

    About .2 is small, .5 medium, .8 large (Cohen, 1988; for retrieval: Sakai, "Statistical
    Reform in Information Retrieval?", SIGIR Forum 2014). 0 where nothing varies.
    """
    if len(differences) < 2 or not np.ptp(differences):
        return 0.0
    return float(differences.mean() / differences.std(ddof=1))


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Return `p_values` corrected for being several, by Holm's step-down procedure.

    The smallest is multiplied by their number, the next by one less, and so on; none becomes
    smaller than one before it, or larger than 1 (Holm, "A Simple Sequentially Rejective Multiple
    Test Procedure", 1979).
    """
    corrected: dict[str, float] = {}
    highest = 0.0
    ordered = sorted(p_values.items(), key=lambda pair: (pair[1], pair[0]))
    for number, (name, p_value) in enumerate(ordered):
        highest = max(highest, min(1.0, p_value * (len(ordered) - number)))
        corrected[name] = highest
    return {name: corrected[name] for name in p_values}


def warning_of_few(queries: int) -> str:
    """Return a warning where there are too few queries to trust differences, else nothing."""
    if queries >= FEW_QUERIES:
        return ""
    return (
        f"Only {queries} queries: under {FEW_QUERIES}, differences between systems are seldom to "
        "be trusted."
    )


def _times_drawn(generator: np.random.Generator, draws: int, queries: int) -> Values:
    """Return how often each query is drawn, shape ``(draws, queries)``."""
    drawn = generator.integers(0, queries, (draws, queries))
    drawn += np.arange(draws)[:, None] * queries
    times = np.bincount(drawn.ravel(), minlength=draws * queries)
    return times.reshape(draws, queries).astype(np.float64)


def _portions(total: int) -> list[int]:
    """Return counts of at most `_AT_ONCE` that add up to `total`: memory is bounded."""
    whole, rest = divmod(total, _AT_ONCE)
    return [_AT_ONCE] * whole + ([rest] if rest else [])
