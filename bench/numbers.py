"""The few figures that are drawn from measurements."""

from collections.abc import Sequence
from statistics import median


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that at least `part` per cent of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = -(-len(ordered) * part // 100)
    return ordered[max(int(rank), 1) - 1]


def spread(values: Sequence[float]) -> float:
    """Half the distance between the quartiles, as a part of the median: 0.05 reads ±5 %."""
    return (percentile(values, 75) - percentile(values, 25)) / 2 / median(values)


def ratio(values: Sequence[float], limit: Sequence[float]) -> float:
    """The median of what one round's value is of the limit's in the same round."""
    return median(mine / theirs for mine, theirs in zip(values, limit, strict=True))
