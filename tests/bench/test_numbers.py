import pytest

from bench import numbers


@pytest.mark.parametrize(
    ("part", "value"), [(0, 15), (5, 15), (30, 20), (40, 20), (50, 35), (95, 50), (100, 50)]
)
def test_percentiles_are_the_nearest_rank(part, value):
    assert numbers.percentile([50, 20, 15, 40, 35], part) == value


def test_a_percentile_of_one_value_is_that_value():
    assert numbers.percentile([7], 95) == 7


def test_the_95th_of_a_hundred_is_the_95th():
    assert numbers.percentile(range(1, 101), 95) == 95


def test_spread_is_half_the_distance_of_the_quartiles_in_parts_of_the_median():
    assert numbers.spread([80, 90, 100, 110, 120]) == pytest.approx(0.1)
    assert numbers.spread([5, 5, 5]) == 0


def test_a_ratio_compares_within_rounds_so_that_drift_falls_away():
    slowing, limit_slowing = [100, 50, 10], [200, 100, 20]
    assert numbers.ratio(slowing, limit_slowing) == 0.5
