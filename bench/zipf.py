"""Choices whose use falls off with their rank, as words and names do."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Zipf(Generic[T]):
    """The weight of the item at rank r (from 0) is 1 / (r + flat) ** steep."""

    def __init__(self, items: Sequence[T], *, flat: float = 1, steep: float = 1) -> None:
        self.items = items
        weights = [(rank + flat) ** -steep for rank in range(len(items))]
        self._until = list(accumulate(weights))

    def one(self, rng: Random) -> T:
        return self.items[bisect(self._until, rng.random() * self._until[-1])]

    def some(self, rng: Random, number: int) -> list[T]:
        return rng.choices(self.items, cum_weights=self._until, k=number)

    def different(self, rng: Random, number: int) -> list[T]:
        """At most `number`, none twice: a choice that repeats falls away."""
        return list(dict.fromkeys(self.some(rng, number)))

    def share(self, chosen: Sequence[bool]) -> float:
        """The part of all choices that falls on the items marked true."""
        before = [0, *self._until]
        parts = zip(before, self._until, chosen, strict=False)
        return sum(upto - since for since, upto, marked in parts if marked) / self._until[-1]


class Weighted(Generic[T]):
    """Choices with stated weights."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._items = list(weights)
        self._until = list(accumulate(weights.values()))

    def one(self, rng: Random) -> T:
        return self._items[bisect(self._until, rng.random() * self._until[-1])]
