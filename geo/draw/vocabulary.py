"""Texts as numbers of their words, so that all chunks of a map share one vocabulary.

A text is cut at its spaces, and at the commas and full stops before them; each piece is
numbered, the most frequent first, and written as LEB128 (seven bits a byte, the lowest first,
the high bit set on all but the last). A line ends with the byte 0, which nothing else holds.
Coded so, news deflates to two thirds of what its letters deflate to, and search reads the
vocabulary once instead of every text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

PART = "\x1f"
"""Divides the parts of a line."""
LINE_END = "\n"
JOINTS = ((", ", "\x1c"), (". ", "\x1d"), (PART, PART), (LINE_END, LINE_END))
"""What is cut out as a piece of its own, and the piece; texts hold no control characters."""

_BITS, _BYTES = 7, 4


def code_texts(texts: Iterable[str]) -> tuple[list[str], Iterator[bytes]]:
    """Return the vocabulary of *texts*, the most frequent first, and each text coded in it.

    Parameters
    ----------
    texts : iterable of str
        Lines, each closed by `LINE_END`, without other control characters than `PART`.
    """
    numbers = {LINE_END: 0}
    coded = [_numbered(text, numbers) for text in texts]
    uses = np.zeros(len(numbers), dtype=np.int64)
    for pieces in coded:
        uses += np.bincount(pieces, minlength=len(numbers))
    uses[0] = np.iinfo(np.int64).max
    order = np.argsort(-uses, kind="stable")
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order))
    words = list(numbers)
    return [words[number] for number in order], (leb128(rank[pieces]) for pieces in coded)


def _numbered(text: str, numbers: dict[str, int]) -> NDArray[np.int32]:
    import pandas as pd  # noqa: PLC0415 - loads on use

    for joint, piece in JOINTS:
        text = text.replace(joint, f" {piece} ")
    pieces = text.split(" ")
    del pieces[-1]  # what follows the last line end
    codes, distinct = pd.factorize(np.array(pieces, dtype=object))
    known = [numbers.setdefault(piece, len(numbers)) for piece in distinct]
    return np.array(known, dtype=np.int32)[codes]


def leb128(numbers: NDArray[np.int32]) -> bytes:
    """Return *numbers*, from 0 up to 2 ** 28, as LEB128."""
    limits = [1 << _BITS * more for more in range(1, _BYTES)]
    widths = 1 + np.searchsorted(limits, numbers, side="right")
    starts = np.cumsum(widths) - widths
    coded = np.empty(int(widths.sum()), dtype=np.uint8)
    for place in range(_BYTES):
        there = widths > place
        more = (widths[there] > place + 1) << _BITS
        coded[starts[there] + place] = (numbers[there] >> (_BITS * place)) & 127 | more
    return coded.tobytes()
