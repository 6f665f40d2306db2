"""Which claims of an incident are one voice: of one claimant, of one publisher, or reprinted.

Reprints are found by MinHash (Broder, 1997): near-identical words share a band of their
signature, and only those that do are compared word by word.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from geo.text import WORD, normalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from geo.model import Claim

_REPRINT_SHARE = 0.8
"""Share of all their words that two quotes must have in common."""
_BANDS, _ROWS = 16, 4
_PRIME = (1 << 31) - 1
_SEEDS = np.arange(1, _BANDS * _ROWS + 1, dtype=np.uint64)
_FACTORS, _OFFSETS = _SEEDS * 48_271 % _PRIME, _SEEDS * 69_621 % _PRIME


def voices_of(claims: Sequence[Claim]) -> list[int]:
    """Return for each claim the number of the voice that tells it.

    One claimant is one voice, in however many articles; so is an article or a publisher
    that speaks for itself, and so are articles that print the same words.
    """
    voice = list(range(len(claims)))
    first: dict[object, int] = {}
    for index, claim in enumerate(claims):
        for name in _names(claim):
            _unite(voice, first.setdefault(name, index), index)
    for one, other in reprints(claims):
        _unite(voice, one, other)
    return [_root(voice, index) for index in range(len(claims))]


def reprints(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield pairs of claims of two articles whose quotes are near-identical.

    Whatever is a reprint of another is led to it by such pairs, however many copies there are;
    not every pair of them is named.
    """
    if len({claim.article_id for claim in claims}) < 2:  # noqa: PLR2004 - one repeats itself
        return
    copies: dict[frozenset[str], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        if words := frozenset(WORD.findall(claim.quote.text.lower())):
            copies[words].append(index)
    for group in copies.values():
        for index in group:
            yield from _first_of_two_articles(claims, group, [index])
    for ours, theirs in _near_identical(copies):
        yield from _first_of_two_articles(claims, copies[ours], copies[theirs])


def _first_of_two_articles(
    claims: Sequence[Claim], ours: Sequence[int], theirs: Sequence[int]
) -> Iterator[tuple[int, int]]:
    pairs = ((one, other) for other in theirs for one in ours)
    apart = (pair for pair in pairs if claims[pair[0]].article_id != claims[pair[1]].article_id)
    return islice(apart, 1)


def _near_identical(
    texts: Iterable[frozenset[str]],
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield the pairs of *texts*, as the words of each, that share most of their words."""
    seen: dict[object, list[frozenset[str]]] = defaultdict(list)
    for ours in texts:
        compared: dict[frozenset[str], None] = {}
        for band, part in enumerate(_signature(ours)):
            compared.update(dict.fromkeys(seen[band, part]))
            seen[band, part].append(ours)
        for theirs in compared:
            if len(ours & theirs) >= _REPRINT_SHARE * len(ours | theirs):
                yield theirs, ours


def _names(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.claimant:
        yield "claimant", normalize_name(claim.claimant.name) or claim.claimant.name
        return
    yield "article", claim.article_id
    if claim.source.publisher:
        yield "publisher", claim.source.publisher


def _signature(words: frozenset[str]) -> list[bytes]:
    """Return the bands of the MinHash of a set of words."""
    if not words:
        return []
    hashed = np.array([crc32(word.encode()) for word in words], dtype=np.uint64)
    least: NDArray[np.uint64] = ((hashed[:, None] * _FACTORS + _OFFSETS) % _PRIME).min(axis=0)
    return [band.tobytes() for band in least.reshape(_BANDS, _ROWS)]


def _unite(voice: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(voice, one), _root(voice, other)))
    voice[second] = first


def _root(voice: list[int], index: int) -> int:
    while voice[index] != index:
        index = voice[index]
    return index
