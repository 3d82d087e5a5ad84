from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from eval.comparing.statistics import (
    bootstrap_interval,
    cohens_d,
    compare_paired,
    holm,
    paired_t_test,
    randomisation_test,
    warning_of_few,
)

VALUES = st.lists(st.floats(0, 1), min_size=2, max_size=40)


@settings(max_examples=25, deadline=None)
@given(VALUES)
def test_a_mean_lies_in_its_interval_and_the_interval_among_the_values(
    values: list[float],
) -> None:
    interval = bootstrap_interval(values, resamples=200)
    assert min(values) - 1e-12 <= interval.low <= interval.high <= max(values) + 1e-12
    assert interval.mean == pytest.approx(np.mean(values))


def test_the_interval_is_near_that_of_the_normal_distribution_where_queries_are_many() -> None:
    values = np.random.default_rng(1).uniform(size=400)
    interval = bootstrap_interval(values.tolist())
    margin = 1.96 * values.std(ddof=1) / 20
    assert interval.low == pytest.approx(values.mean() - margin, abs=0.004)
    assert interval.high == pytest.approx(values.mean() + margin, abs=0.004)


def test_the_same_values_give_the_same_figures_every_time() -> None:
    first, second = [0.1, 0.5, 0.9, 0.3], [0.2, 0.4, 1.0, 0.8]
    assert compare_paired(first, second) == compare_paired(first, second)


def test_the_randomisation_test_comes_near_to_trying_every_sign() -> None:
    differences = np.array([0.3, -0.1, 0.25, 0.4, 0.05, -0.02, 0.15, 0.2])
    seen = abs(differences.sum())
    sums = [
        abs(np.dot(signs, differences))
        for signs in itertools.product((-1, 1), repeat=len(differences))
    ]
    exact = np.mean([each >= seen - 1e-9 for each in sums])
    assert randomisation_test(differences, resamples=20_000) == pytest.approx(exact, abs=0.01)


def test_systems_that_are_the_same_do_not_differ() -> None:
    difference = compare_paired([0.5, 0.2, 0.9], [0.5, 0.2, 0.9])
    assert (difference.randomisation, difference.t_test, difference.effect) == (1.0, 1.0, 0.0)
    assert (difference.wins, difference.losses, difference.ties) == (0, 0, 3)


@settings(max_examples=25, deadline=None)
@given(VALUES, st.randoms())
def test_turned_round_a_difference_only_changes_its_sign(values: list[float], random) -> None:
    others = [random.random() for _ in values]
    there = compare_paired(values, others, resamples=200)
    back = compare_paired(others, values, resamples=200)
    assert there.difference.mean == pytest.approx(-back.difference.mean)
    assert there.randomisation == pytest.approx(back.randomisation)
    assert there.t_test == pytest.approx(back.t_test)
    assert there.effect == pytest.approx(-back.effect)
    assert (there.wins, there.losses) == (back.losses, back.wins)


def test_the_t_test_is_scipys_on_pairs() -> None:
    first, second = np.array([0.1, 0.5, 0.9, 0.3]), np.array([0.2, 0.4, 1.0, 0.8])
    assert paired_t_test(second - first) == pytest.approx(stats.ttest_rel(second, first).pvalue)


def test_an_effect_is_the_mean_difference_in_standard_deviations() -> None:
    assert cohens_d(np.array([1.0, 2.0, 3.0])) == pytest.approx(2.0)


def test_holm_gives_the_figures_of_a_case_worked_out_by_hand() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx(
        {"a": 0.03, "b": 0.06, "c": 0.06}
    )


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1), min_size=1, max_size=8))
def test_holm_never_makes_a_p_value_smaller_and_keeps_their_order(
    p_values: dict[str, float],
) -> None:
    corrected = holm(p_values)
    assert all(p <= corrected[name] <= 1 for name, p in p_values.items())
    ordered = sorted(p_values, key=lambda name: p_values[name])
    assert [corrected[name] for name in ordered] == sorted(corrected.values())


def test_pairs_must_be_pairs() -> None:
    with pytest.raises(ValueError, match="not pairs"):
        compare_paired([0.1], [0.1, 0.2])


def test_few_queries_are_warned_of() -> None:
    assert "49 queries" in warning_of_few(49)
    assert warning_of_few(50) == ""
