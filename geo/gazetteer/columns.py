"""Tables and strings on disk: written bit by bit, read by memory mapping."""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_FLUSH = 1 << 20
_CODES = {"i8": "q", "u8": "Q", "i4": "i", "u4": "I", "f4": "f", "f8": "d", "u2": "H", "u1": "B"}

PLACE = np.dtype(
    [("id", "i8"), ("population", "i8"), ("lon", "i4"), ("lat", "i4"), ("path", "u4"),
     ("radius", "f4"), ("feature", "u2"), ("country", "u2"), ("layer", "u2")]
)  # fmt: skip
"""A place: coordinates in hundred-thousandths of a degree, the rest as codes of tables."""

SENSE = np.dtype([("row", "u4"), ("prior", "f4"), ("kind", "u1")])
"""A place that a name may mean: its row, how likely, and how it is known by the name."""


class TableWriter:
    """Appends records to a file."""

    def __init__(self, path: Path, dtype: np.dtype[Any]) -> None:
        self._file = path.open("wb")
        self._pack = Struct("<" + _codes(dtype)).pack
        self._buffer = bytearray()

    def append(self, *row: float) -> None:
        """Append one record."""
        self._buffer += self._pack(*row)
        if len(self._buffer) >= _FLUSH:
            self._flush()

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        self._file.write(self._buffer)
        self._buffer.clear()


def _codes(dtype: np.dtype[Any]) -> str:
    """Return the format of a record as `struct` has it."""
    columns = [dtype[index] for index in range(len(dtype.names))] if dtype.names else [dtype]
    return "".join(_CODES[column.str[1:]] for column in columns)


class TextWriter:
    """Appends strings to a file, and their offsets to another."""

    def __init__(self, path: Path) -> None:
        self._file = path.with_suffix(".text").open("wb")
        self._offsets = TableWriter(path.with_suffix(".offsets"), np.dtype("u8"))
        self._offsets.append(0)
        self._size = 0

    def append(self, text: str) -> None:
        """Append one string."""
        self._size += self._file.write(text.encode())
        self._offsets.append(self._size)

    def close(self) -> None:
        """Write what is left."""
        self._file.close()
        self._offsets.close()


def read_table(path: Path, dtype: np.dtype[Any]) -> NDArray[Any]:
    """Map a table into memory.

    Returns
    -------
    ndarray, shape (n,)
    """
    if path.stat().st_size == 0:
        return np.empty(0, dtype)
    return np.asarray(np.memmap(path, dtype, mode="r"))  # a memmap's rows take longer to read


class Texts:
    """The strings of a `TextWriter`."""

    def __init__(self, path: Path) -> None:
        self._bytes = read_table(path.with_suffix(".text"), np.dtype("u1"))
        self._offsets = read_table(path.with_suffix(".offsets"), np.dtype("u8"))

    def __getitem__(self, index: int) -> str:
        """Return the string at *index*."""
        start, stop = int(self._offsets[index]), int(self._offsets[index + 1])
        return bytes(self._bytes[start:stop]).decode()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._offsets) - 1
