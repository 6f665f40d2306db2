"""Columns on disk: written bit by bit, read by memory mapping."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_FLUSH = 1 << 16

DTYPES = {"b": np.int8, "B": np.uint8, "H": np.uint16, "i": np.int32, "I": np.uint32,
          "q": np.int64, "Q": np.uint64, "f": np.float32}  # fmt: skip


class ColumnWriter:
    """Appends numbers of one type to a file."""

    def __init__(self, path: Path, typecode: str) -> None:
        self._file = path.with_suffix(f".{typecode}").open("wb")
        self._typecode = typecode
        self._buffer = array(typecode)

    def append(self, value: float) -> None:
        """Append one number."""
        self._buffer.append(value)  # type: ignore[arg-type] - an int for every code but "f"
        if len(self._buffer) >= _FLUSH:
            self._flush()

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        self._buffer.tofile(self._file)
        self._buffer = array(self._typecode)


class TextWriter:
    """Appends strings to a file, and their offsets to a column."""

    def __init__(self, path: Path) -> None:
        self._file = path.with_suffix(".text").open("wb")
        self._offsets = ColumnWriter(path, "Q")
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


def read_column(folder: Path, name: str, typecode: str) -> NDArray[np.generic]:
    """Map a column into memory.

    Returns
    -------
    ndarray, shape (n,)
    """
    path = folder / f"{name}.{typecode}"
    if path.stat().st_size == 0:
        return np.empty(0, DTYPES[typecode])
    return np.memmap(path, DTYPES[typecode], mode="r")


class Texts:
    """The strings of a `TextWriter`."""

    def __init__(self, folder: Path, name: str) -> None:
        path = folder / f"{name}.text"
        empty = path.stat().st_size == 0
        self._bytes = np.empty(0, np.uint8) if empty else np.memmap(path, np.uint8, mode="r")
        self._offsets = read_column(folder, name, "Q")

    def __getitem__(self, index: int) -> str:
        """Return the string at *index*."""
        start, stop = int(self._offsets[index]), int(self._offsets[index + 1])
        return bytes(self._bytes[start:stop]).decode()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._offsets) - 1
