"""Where the per-article work runs: an engine is anything with ``map``."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class InProcess:
    """Run here and lazily: the default, and the one to debug with."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order."""
        return map(function, items)


@dataclass(frozen=True, slots=True)
class ProcessPool:
    """Run in worker processes; the function, items and results must pickle."""

    workers: int
    chunk_size: int = 16

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order.

        Items are taken a few chunks ahead, so memory stays flat however many there are.
        """
        stream = iter(items)
        with ProcessPoolExecutor(self.workers) as pool:
            waiting = deque(
                pool.submit(_apply, function, chunk)
                for chunk in islice(_chunks(stream, self.chunk_size), 2 * self.workers)
            )
            while waiting:
                results = waiting.popleft().result()
                following = next(_chunks(stream, self.chunk_size), None)
                if following:
                    waiting.append(pool.submit(_apply, function, following))
                yield from results


def _chunks(stream: Iterator[T], size: int) -> Iterator[list[T]]:
    while chunk := list(islice(stream, size)):
        yield chunk


def _apply(function: Callable[[T], R], items: list[T]) -> list[R]:
    return [function(item) for item in items]
