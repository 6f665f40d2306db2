"""The names of an index: a trie of their keys, and the places that each key may mean.

Names go to disk as they come, a key and a record each. Then the trie is built of
the keys, and the records are sorted by the number that it gives each key, some
millions at a time. What is held in memory is the trie and four bytes a name.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Self

import marisa_trie
import numpy as np

from geo.gazetteer.columns import SENSE, TableWriter, read_table
from geo.gazetteer.entries import Kind
from geo.gazetteer.keys import make_key
from geo.gazetteer.spelling import consonants
from geo.gazetteer.weigh import RESPELLED, entry_weight, naming_weights, priors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.gazetteer.entries import Entry, Naming

    Progress = Callable[[str, int, int], None]

POSTING = np.dtype([("row", "u4"), ("kind", "u1"), ("weight", "f8")])
"""One sense of a name, before it is told how likely it is beside the others."""

_RUN = 2_000_000
"""Records sorted at once."""
_FLUSH = 1 << 15
_BATCH = 1 << 22
"""Bytes of keys read at once."""


class NameWriter:
    """Takes the names of places; writes the trie and the senses when all are there.

    Parameters
    ----------
    folder : Path
        Of the index.
    workshop : Path
        A folder for what is thrown away afterwards.
    """

    def __init__(self, folder: Path, workshop: Path) -> None:
        self.count = 0
        self._folder = folder
        self._workshop = workshop
        self._keys: list[str] = []
        self._key_file = (workshop / "key").open("wb")
        self._postings = TableWriter(workshop / "postings", POSTING)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is left."""
        self._flush()
        self._key_file.close()
        self._postings.close()

    def add_entry(self, entry: Entry, row: int) -> None:
        """Take all names of an entry that stands in *row* of the places."""
        name = make_key(entry.name)
        kinds: dict[str, int] = dict.fromkeys(map(make_key, entry.alternates), Kind.ALTERNATE)
        kinds[name] = Kind.NAME
        for text, named in entry.namings:
            key = make_key(text)
            kind = Kind.CODE if named == Kind.ABBREVIATION and _is_code(text) else named
            if kind < kinds.get(key, 99):
                kinds[key] = kind
        kinds.pop("", None)
        spelled = _spellings(name, kinds) if entry.feature_class == "P" else frozenset()
        self._take(kinds, row, entry_weight(entry), spelled)

    def add_naming(self, naming: Naming, row: int, weight: float) -> None:
        """Take one more name of the place in *row*; *weight* is that of its entry."""
        text, kind = naming
        if key := make_key(text):
            self._take(
                {key: Kind.CODE if kind == Kind.ABBREVIATION and _is_code(text) else kind},
                row,
                weight,
            )

    def write(self, progress: Progress) -> int:
        """Write the trie and the senses of all that was taken; return how many keys there are."""
        keys = chain.from_iterable(map(dict.fromkeys, self._read_keys()))
        trie = marisa_trie.BinaryTrie(keys)
        trie.save(str(self._folder / "keys"))
        progress("names", 1, 3)
        keys = chain.from_iterable(self._read_keys())
        numbers = np.fromiter(map(trie.key_id, keys), "u4", self.count)
        progress("names", 2, 3)
        codes = self._write_senses(numbers, len(trie))
        marisa_trie.BinaryTrie(map(trie.restore_key, codes)).save(str(self._folder / "codes"))
        progress("names", 3, 3)
        return len(trie)

    def _take(
        self,
        kinds: dict[str, int],
        row: int,
        weight: float,
        spelled: AbstractSet[str] = frozenset(),
    ) -> None:
        self._keys += kinds
        for key, kind in kinds.items():
            self._postings.append(row, kind, weight * RESPELLED if key in spelled else weight)
        self.count += len(kinds)
        if len(self._keys) >= _FLUSH:
            self._flush()

    def _flush(self) -> None:
        if self._keys:
            self._key_file.write("\n".join(self._keys).encode() + b"\n")
        self._keys = []

    def _read_keys(self) -> Iterator[list[bytes]]:
        """Yield the keys as they came, some millions at a time."""
        with (self._workshop / "key").open("rb") as file:
            while batch := file.readlines(_BATCH):
                yield b"".join(batch).split(b"\n")[:-1]

    def _write_senses(self, numbers: NDArray[Any], total: int) -> list[int]:
        """Write the senses of each key, likeliest first; return the keys that are but codes."""
        postings = read_table(self._workshop / "postings", POSTING)
        starts = np.zeros((total, 2), "u4")
        codes: list[int] = []
        position = 0
        step = max(1, total * _RUN // max(self.count, 1))
        with (self._folder / "senses").open("wb") as file:
            for low in range(0, total, step):
                at = np.flatnonzero((numbers >= low) & (numbers < low + step))
                senses, keys, first = _senses(numbers[at], postings[at])
                senses.tofile(file)
                counts = np.diff(first, append=len(senses))
                starts[keys] = np.column_stack((position + first, counts))
                codes += keys[np.logical_and.reduceat(senses["kind"] == Kind.CODE, first)].tolist()
                position += len(senses)
        starts.tofile(self._folder / "starts")
        return codes


def _spellings(name: str, kinds: Mapping[str, int]) -> frozenset[str]:
    """Return the alternates that only spell *name* differently: "sloviansk" for "slovyansk".

    Only of towns: what is spelled like a country may well be its capital ("Tunis").
    """
    bones = consonants(name)
    return frozenset(
        key for key, kind in kinds.items() if kind == Kind.ALTERNATE and consonants(key) == bones
    )


def _is_code(text: str) -> bool:
    return text.replace(".", "").replace(" ", "").isupper()


def _senses(
    numbers: NDArray[Any], postings: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return the senses of some keys, the numbers of the keys, and where each one's begin.

    Of several records of one place under one key, the weightiest counts.
    """
    row, kind = postings["row"], postings["kind"]
    weight = naming_weights(postings["weight"], kind)
    order = np.lexsort((kind, -weight, row, numbers))
    again = (np.diff(numbers[order]) == 0) & (np.diff(row[order].astype("i8")) == 0)
    order = order[np.concatenate([[True], ~again])]
    order = order[np.lexsort((row[order], -weight[order], numbers[order]))]
    keys, first = np.unique(numbers[order], return_index=True)
    senses = np.empty(len(order), SENSE)
    senses["row"], senses["kind"] = row[order], kind[order]
    senses["prior"] = priors(weight[order], first)
    return senses, keys, first
