"""Texts as numbers of their words, so that all chunks of a map share one vocabulary.

A text is cut at its spaces, and at the commas and full stops before them; each piece is
numbered, the most frequent first, and written as LEB128 (seven bits a byte, the lowest first,
the high bit set on all but the last). A line ends with the byte 0, which nothing else holds.
Coded so, news deflates to two thirds of what its letters deflate to, and search reads the
vocabulary once instead of every text.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

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
_AT_ONCE = 1_200_000
"""Letters that are numbered together, or a little more."""
_LONGEST = 64
"""Bytes from which on the rest of a word is looked up whole."""


class Pieces(NamedTuple):
    """Where the pieces of a text stand in its bytes, of which the last `_EIGHT` are padding."""

    text: bytes
    starts: Ints
    sizes: Ints

    def words(self, rows: Ints, *, skip: int = 0) -> list[bytes]:
        """Return some pieces without their first bytes."""
        starts = self.starts[rows]
        stops = (starts + self.sizes[rows]).tolist()
        return [self.text[i:j] for i, j in zip((starts + skip).tolist(), stops, strict=True)]

    def eights(self, rows: Ints | slice = slice(None), *, skip: int = 0) -> NDArray[np.uint64]:
        """Return eight bytes of each piece, or what there is, as a whole number."""
        length = len(self.text) - _EIGHT + 1
        eights = np.ndarray(length, dtype="<u8", buffer=self.text, strides=(1,))
        sizes = np.minimum(self.sizes[rows] - skip, _EIGHT)
        return np.asarray(eights[self.starts[rows] + skip] & _MASKS[sizes])


class Numbering:
    """Numbers that words are given as they come.

    Words of up to eight bytes, which are most, are looked up as whole numbers, all at once.
    """

    def __init__(self) -> None:
        self.words = [LINE_END.encode()]
        self._short = np.array([ord(LINE_END)], dtype=np.uint64)  # sorted
        self._numbers = np.zeros(1, dtype=np.int32)
        self._long: dict[bytes, int] = {}

    def of(self, pieces: Pieces, rows: Ints) -> NDArray[np.int32]:
        """Return the number of each of some pieces, of which no two are alike."""
        found = np.empty(len(rows), dtype=np.int32)
        short = pieces.sizes[rows] <= _EIGHT
        found[short] = self._of_short(pieces, rows[short])
        found[~short] = self._of_long(pieces.words(rows[~short]))
        return found

    def _of_long(self, words: list[bytes]) -> list[int]:
        new = [word for word in words if word not in self._long]
        self._long.update(zip(new, count(len(self.words)), strict=False))
        self.words += new
        return [self._long[word] for word in words]

    def _of_short(self, pieces: Pieces, rows: Ints) -> NDArray[np.int32]:
        keys = pieces.eights(rows)
        at = np.searchsorted(self._short, keys)
        new = self._short[np.minimum(at, len(self._short) - 1)] != keys
        numbers = len(self.words) + np.arange(np.count_nonzero(new), dtype=np.int32)
        self.words += pieces.words(rows[new])
        order = np.argsort(keys[new])
        self._short = np.insert(self._short, at[new][order], keys[new][order])
        self._numbers = np.insert(self._numbers, at[new][order], numbers[order])
        return self._numbers[np.searchsorted(self._short, keys)]


class Coded(NamedTuple):
    """Texts as the numbers of their words."""

    words: list[bytes]
    """The vocabulary, the most frequent first."""
    texts: list[NDArray[np.int32]]
    """The pieces of each text, numbered as they came."""
    forms: NDArray[np.uint32]
    """By number, how a piece is written: four bytes."""
    held: NDArray[np.uint32]
    """By number, which of these bytes are its own."""

    def written(self, number: int) -> bytes:
        """Return a text as bytes."""
        pieces = self.texts[number]
        # As whole numbers, rows of bytes are gathered at once.
        forms, held = self.forms[pieces].view(np.uint8), self.held[pieces].view(np.bool_)
        return bytes(forms[held])


def code_texts(texts: Iterable[str]) -> Coded:
    """Return *texts* coded in the vocabulary of them all.

    Parameters
    ----------
    texts : iterable of str
        Lines, each closed by `LINE_END`, without other control characters than `PART`.
    """
    numbering = Numbering()
    coded = [pieces for block in _blocks(texts) for pieces in _numbered(block, numbering)]
    words = numbering.words
    uses = np.zeros(len(words), dtype=np.int64)
    for pieces in coded:
        uses += np.bincount(pieces, minlength=len(words))
    uses[0] = np.iinfo(np.int64).max
    order = np.argsort(-uses, kind="stable")
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order))
    forms, held = (table.view("<u4")[:, 0] for table in leb128(rank))
    return Coded([words[number] for number in order], coded, forms, held)


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


def _numbered(texts: list[str], numbering: Numbering) -> list[NDArray[np.int32]]:
    """Return the numbers of the pieces of each text."""
    pieces = _cut("".join(texts))
    codes = _alike(pieces)
    first = np.full(int(codes.max(initial=-1)) + 1, -1)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    distinct = np.flatnonzero(first >= 0)
    known = np.zeros(len(first), dtype=np.int32)
    known[distinct] = numbering.of(pieces, first[distinct])
    found = known[codes]
    lines = np.cumsum([text.count(LINE_END) for text in texts])
    return np.split(found, np.flatnonzero(found == 0)[lines[:-1] - 1] + 1)


def _cut(text: str) -> Pieces:
    """Return where the pieces of lines stand; joints stand behind the last line."""
    whole = text.encode("utf-8", "replace") + _JOINT_BYTES + bytes(_EIGHT)
    letters = np.frombuffer(whole, dtype=np.uint8)[: -len(_JOINT_BYTES) - _EIGHT]
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

    codes, kept = pd.factorize(pieces.eights())
    many, done = len(kept), _EIGHT
    longer = np.flatnonzero(pieces.sizes > done)
    while len(longer):
        if done < _LONGEST:
            keys: Any = pieces.eights(longer, skip=done)
            done += _EIGHT
        else:
            keys = np.array(pieces.words(longer, skip=done), dtype=object)
            done = int(pieces.sizes.max())
        more, kept = pd.factorize(keys)
        again, kept = pd.factorize(codes[longer] * len(kept) + more)
        codes[longer] = many + again
        many += len(kept)
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
