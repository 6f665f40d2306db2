"""Texts as numbers of their words, so that all chunks of a map share one vocabulary.

A text is cut at its spaces, and at the commas and full stops before them; each piece is
numbered, the most frequent first, and written as LEB128 (seven bits a byte, the lowest first,
the high bit set on all but the last). A line ends with the byte 0, which nothing else holds.
Coded so, news deflates to two thirds of what its letters deflate to, and search reads the
vocabulary once instead of every text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Ints = NDArray[np.int64]

PART = "\x1f"
"""Divides the parts of a line, and is a piece of its own."""
LINE_END = "\n"
"""Ends a line, and is a piece of its own."""
JOINTS = {",": "\x1c", ".": "\x1d"}
"""What is cut off before a space, with the space, and the piece that says so."""

_BITS, _BYTES = 7, 4
_SPACE, _PART, _LINE_END = b" \x1f\n"
_JOINT_BYTES = "".join(JOINTS.values()).encode()
_EIGHT = 8
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_EIGHT + 1)], dtype="<u8")
"""By how many bytes are wanted, what keeps so many of eight."""
_AT_ONCE = 1_000_000
"""Letters that are numbered together, or a little more."""
_LONGEST = 64
"""Bytes from which on the rest of a word is looked up whole."""


class Pieces(NamedTuple):
    """Where the pieces of a text stand in its bytes."""

    text: bytes
    starts: Ints
    sizes: Ints

    def words(self, rows: Ints, *, skip: int = 0) -> list[bytes]:
        """Return some pieces without their first bytes."""
        starts = self.starts[rows]
        stops = (starts + self.sizes[rows]).tolist()
        return [self.text[i:j] for i, j in zip((starts + skip).tolist(), stops, strict=True)]


def code_texts(texts: Iterable[str]) -> tuple[list[bytes], Iterator[bytes]]:
    """Return the vocabulary of *texts*, the most frequent first, and each text coded in it.

    Parameters
    ----------
    texts : iterable of str
        Lines, each closed by `LINE_END`, without other control characters than `PART`.
    """
    numbers = {LINE_END.encode(): 0}
    coded = [pieces for block in _blocks(texts) for pieces in _numbered(block, numbers)]
    uses = np.zeros(len(numbers), dtype=np.int64)
    for pieces in coded:
        uses += np.bincount(pieces, minlength=len(numbers))
    uses[0] = np.iinfo(np.int64).max
    order = np.argsort(-uses, kind="stable")
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order))
    # As whole numbers, rows of bytes are gathered at once.
    forms, held = (table.view("<u4")[:, 0] for table in leb128(rank))
    words = list(numbers)
    return [words[number] for number in order], (
        forms[pieces].view(np.uint8)[held[pieces].view(bool)].tobytes() for pieces in coded
    )


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield texts in groups, each large enough for NumPy and small enough for memory."""
    block: list[str] = []
    letters = 0
    for text in texts:
        block.append(text)
        letters += len(text)
        if letters > _AT_ONCE:
            yield block
            block, letters = [], 0
    if block:
        yield block


def _numbered(texts: list[str], numbers: dict[bytes, int]) -> list[NDArray[np.int32]]:
    """Return the numbers of the pieces of each text, giving one to those that have none."""
    pieces = _cut("".join(texts))
    codes = _alike(pieces)
    first = np.full(int(codes.max(initial=-1)) + 1, len(codes))
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    distinct = np.argsort(first)[: np.count_nonzero(first < len(codes))]
    known = np.zeros(len(first), dtype=np.int32)
    words = pieces.words(first[distinct])
    known[distinct] = [numbers.setdefault(word, len(numbers)) for word in words]
    found = known[codes]
    lines = np.cumsum([text.count(LINE_END) for text in texts])
    return np.split(found, np.flatnonzero(found == 0)[lines[:-1] - 1] + 1)


def _cut(text: str) -> Pieces:
    """Return where the pieces of lines stand; joints stand behind the last line."""
    whole = text.encode("utf-8", "replace") + _JOINT_BYTES
    letters = np.frombuffer(whole, dtype=np.uint8)[: -len(_JOINT_BYTES)]
    ends = np.flatnonzero((letters == _SPACE) | (letters == _PART) | (letters == _LINE_END))
    sizes = np.diff(ends, prepend=-1) - 1
    starts = ends - sizes
    marks = letters[ends - 1]
    joints = np.where(letters[ends] == _SPACE, -1, ends)
    for number, mark in enumerate(JOINTS):
        joined = np.flatnonzero((joints < 0) & (marks == ord(mark)))
        joints[joined] = len(letters) + number
        sizes[joined] -= 1
    before = np.flatnonzero(joints >= 0)
    starts = np.insert(starts, before + 1, joints[before])
    return Pieces(whole, starts, np.insert(sizes, before + 1, 1))


def _alike(pieces: Pieces) -> Ints:
    """Return a number for each piece, the same for the same bytes.

    Bytes are compared eight at a time, as whole numbers: most words end with the first eight.
    """
    import pandas as pd  # noqa: PLC0415 - loads on use

    padded = pieces.text + bytes(_EIGHT)
    eights = np.ndarray(len(pieces.text), dtype="<u8", buffer=padded, strides=(1,))
    codes, kept = pd.factorize(eights[pieces.starts] & _MASKS[np.minimum(pieces.sizes, _EIGHT)])
    count, done = len(kept), _EIGHT
    longer = np.flatnonzero(pieces.sizes > done)
    while len(longer):
        if done < _LONGEST:
            starts, sizes = pieces.starts[longer] + done, pieces.sizes[longer] - done
            keys = eights[starts] & _MASKS[np.minimum(sizes, _EIGHT)]
            done += _EIGHT
        else:
            keys = np.array(pieces.words(longer, skip=done), dtype=object)
            done = int(pieces.sizes.max())
        more, kept = pd.factorize(keys)
        again, kept = pd.factorize(codes[longer] * len(kept) + more)
        codes[longer] = count + again
        count += len(kept)
        longer = longer[pieces.sizes[longer] > done]
    return np.asarray(codes)


def leb128(numbers: NDArray[np.int32]) -> tuple[Bytes, NDArray[np.bool_]]:
    """Return *numbers*, from 0 up to 2 ** 28, as LEB128: four bytes each, and which are its own."""
    forms = np.empty((len(numbers), _BYTES), dtype=np.uint8)
    held = np.empty(forms.shape, dtype=bool)
    for place in range(_BYTES):
        rest = numbers >> _BITS * place
        forms[:, place] = rest & 127 | (rest > 127) << _BITS  # noqa: PLR2004 - seven bits
        held[:, place] = rest > 0
    held[:, 0] = True
    return forms, held
