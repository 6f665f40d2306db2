"""The compiled gazetteer: names and places, memory-mapped from one folder."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import marisa_trie
import numpy as np

from geo.errors import GazetteerError
from geo.gazetteer.columns import PLACE, SENSE, Texts, read_table
from geo.gazetteer.compile import FORMAT
from geo.gazetteer.entries import Kind, Layer
from geo.gazetteer.keys import name_key
from geo.gazetteer.places import DEGREE
from geo.gazetteer.scan import Scanner
from geo.gazetteer.spelling import parts, slips, swapped_generic, transliterations, without_generic
from geo.model import Candidate, Place, Provenance

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.model import Span

_REMEMBERED = 1 << 16
_PART = 0.3
"""How much less likely a place is meant by a name that holds its own."""
_NEVER_PARTS = frozenset({"abbreviation", "metonym"})
_NEVER_NEAR = _NEVER_PARTS | {"demonym"}
_LONG = 8
"""Letters from which on a slip of one of them hardly makes another name."""
_MOST_NEAR = 10
_LABELS = {int(kind): kind.label for kind in Kind}


class CompiledGazetteer:
    """A gazetteer compiled into *folder*; `geo.protocols.Gazetteer`. Pickles as its path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._info = json.loads((folder / "info.json").read_text())
            if self._info["format"] != FORMAT:
                raise GazetteerError(
                    str(folder), "was compiled by another version", "delete the folder"
                )
            self._trie = marisa_trie.Trie().mmap(str(folder / "keys"))
            codes = marisa_trie.Trie().mmap(str(folder / "codes"))
            self._starts = read_table(folder / "starts", np.dtype("u4")).reshape(-1, 2)
            self._senses = read_table(folder / "senses", SENSE)
            self._table = read_table(folder / "places", PLACE)
        except (OSError, ValueError, KeyError) as error:
            raise GazetteerError(
                str(folder), "is no compiled gazetteer", "delete the folder to compile it anew"
            ) from error
        self._scanner = Scanner(self._trie, codes)
        self._candidates: dict[str, tuple[Candidate, ...]] = {}
        self._places: dict[int, Place] = {}

    def __reduce__(self) -> tuple[type[CompiledGazetteer], tuple[Path]]:
        """Pickle as the path."""
        return CompiledGazetteer, (self.folder,)

    def __len__(self) -> int:
        """Return the number of places."""
        return int(self._info["places"])

    def __contains__(self, name: str) -> bool:
        """Tell whether any place goes by *name*."""
        return name_key(name) in self._trie

    def scan(self, text: str) -> list[Span]:
        """Return the longest stretches of *text* that equal a name, in order, disjoint.

        A name in lower case is left out in scripts that have capitals; whether
        the others are places is for the recognizer to say.
        """
        return self._scanner.scan(text)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return the places that *name* may mean, likeliest first; empty if none.

        A name that no layer holds may be one with the kind of the place put to it
        ("Sumqayit city", "River Tweed"); else its candidates are what it lies in,
        by the names within it ("University of Sussex"), and their kind is "part".
        """
        found = self._candidates.get(name)
        if found is None:
            if len(self._candidates) >= _REMEMBERED:
                self._candidates.clear()
            key = name_key(name)
            found = self._look_up(key) or self._look_up_generic(key) or self._look_up_part(key)
            self._candidates[name] = found
        return found

    def similar(self, name: str, limit: int = 5) -> tuple[str, ...]:
        """Return names that are spelled nearly like *name*, best first.

        First those that romanize it otherwise ("Khudaferin", "Xudaferin"), then
        those that a slip of one letter parts from it; among these, the likeliest.
        """
        key = name_key(name)
        found: list[str] = []
        for variants in (transliterations(key), slips(key)):
            keys = dict.fromkeys(near for near in variants if near != key and near in self._trie)
            senses = [(self._look_up(near)[0], near) for near in keys]
            senses.sort(key=lambda sense: -(sense[0].place.population or 0))
            found += (self._spelled(sense, near) for sense, near in senses)
        return tuple(dict.fromkeys(found))[:limit]

    def near(self, name: str) -> tuple[Candidate, ...]:
        """Return the places whose names are spelled nearly like *name*, likeliest first.

        Their kind is "near". For a name that nothing goes by and that its context
        makes a place; other romanizations come first, slips only of long names.
        """
        key = name_key(name)
        least = (
            (transliterations(key), slips(key)) if len(key) >= _LONG else (transliterations(key),)
        )
        for variants in least:
            keys = dict.fromkeys(near for near in variants if near in self._trie)
            senses = [sense for near in keys for sense in self._look_up(near)]
            best = {s.place.id: s for s in sorted(senses, key=lambda s: s.prior)}
            found = [s for s in reversed(best.values()) if s.kind not in _NEVER_NEAR]
            if found:
                return tuple(
                    replace(s, kind="near", prior=s.prior * _PART) for s in found[:_MOST_NEAR]
                )
        return ()

    def prominent(
        self, bounds: tuple[float, float, float, float], *, limit: int = 400
    ) -> list[Place]:
        """Return the populated places of today in an area, the most populous first.

        Parameters
        ----------
        bounds : tuple of float
            West, south, east and north, in degrees.
        limit : int
            How many at most.
        """
        west, south, east, north = (round(value * DEGREE) for value in bounds)
        lon, lat = self._table["lon"], self._table["lat"]
        within = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        rows = np.flatnonzero(within & np.isin(self._table["feature"], self._towns))
        order = np.argsort(-self._table["population"][rows], kind="stable")[:limit]
        return [self._place(int(row)) for row in rows[order]]

    def place(self, place_id: str) -> Place | None:
        """Return the place of that id, or None."""
        number = self._number(place_id)
        if number is None:
            return None
        at = int(np.searchsorted(self._sorted_ids, number))
        if at == len(self._sorted_ids) or self._sorted_ids[at] != number:
            return None
        return self._place(int(self._by_id[at]))

    def info(self) -> tuple[Layer, ...]:
        """Return the layers that it was compiled from, first the one that wins."""
        return tuple(Layer(**layer) for layer in self._info["layers"])

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        key_id = self._trie.get(key)
        if key_id is None:
            return ()
        start, count = self._starts[key_id].tolist()
        return tuple(
            Candidate(self._place(row), _LABELS[kind], prior)
            for row, prior, kind in self._senses[start : start + count].tolist()
        )

    def _look_up_generic(self, key: str) -> tuple[Candidate, ...]:
        for swapped in swapped_generic(key):
            if found := self._look_up(swapped):
                return found
        for bare, classes in without_generic(key):
            found = tuple(c for c in self._look_up(bare) if c.place.feature_class in classes)
            if found:
                return found
        return ()

    def _look_up_part(self, key: str) -> tuple[Candidate, ...]:
        for part in parts(key):
            found = [c for c in self._look_up(part) if c.kind not in _NEVER_PARTS]
            if found:
                return tuple(replace(c, kind="part", prior=c.prior * _PART) for c in found)
        return ()

    def _spelled(self, sense: Candidate, key: str) -> str:
        name = sense.place.name
        return name if name_key(name) == key else key.title()

    def _place(self, row: int) -> Place:
        place = self._places.get(row)
        if place is None:
            if len(self._places) >= _REMEMBERED:
                self._places.clear()
            place = self._places[row] = self._read_place(row)
        return place

    def _read_place(self, row: int) -> Place:
        number, population, lon, lat, path_code, radius, feature, country, layer = self._table[
            row
        ].item()
        feature_class, _, feature_code = self._tables["feature"][feature].partition(".")
        path = tuple(filter(None, self._paths[path_code].split("\t")))
        extra = self._tables["extras"].get(str(row), {})
        source = self._layers[layer]
        return Place(
            id=self._id(number),
            name=self._names[row],
            lon=lon / DEGREE,
            lat=lat / DEGREE,
            feature_class=feature_class,
            feature_code=feature_code or None,
            country=self._tables["country"][country] or None,
            admin1=path[1] if len(path) > 1 else None,
            population=population or None,
            radius_km=round(radius, 2) or None,
            path=path,
            valid_from=extra.get("valid_from"),
            valid_to=extra.get("valid_to"),
            provenance=Provenance(extra.get("source", source.source), source.licence),
        )

    def _id(self, number: int) -> str:
        return f"geonames:{number}" if number >= 0 else str(self._tables["slugs"][-1 - number])

    def _number(self, place_id: str) -> int | None:
        prefix, _, key = place_id.partition(":")
        if prefix == "geonames" and key.isdecimal():
            return int(key)
        return self._slugs.get(place_id)

    @cached_property
    def _towns(self) -> list[int]:
        """Codes of the features that are towns of today, whole ones."""
        gone = {"P.PPLH", "P.PPLQ", "P.PPLW", "P.PPLX", "P.PPLCH"}
        features = self._tables["feature"]
        return [n for n, name in enumerate(features) if name[0] == "P" and name not in gone]

    @cached_property
    def _tables(self) -> dict[str, Any]:
        tables: dict[str, Any] = json.loads((self.folder / "tables.json").read_text())
        return tables

    @cached_property
    def _layers(self) -> tuple[Layer, ...]:
        return self.info()

    @cached_property
    def _names(self) -> Texts:
        return Texts(self.folder / "names")

    @cached_property
    def _paths(self) -> Texts:
        return Texts(self.folder / "paths")

    @cached_property
    def _slugs(self) -> dict[str, int]:
        return {slug: -1 - index for index, slug in enumerate(self._tables["slugs"])}

    @cached_property
    def _sorted_ids(self) -> NDArray[Any]:
        return read_table(self.folder / "sorted_ids", np.dtype("i8"))

    @cached_property
    def _by_id(self) -> NDArray[Any]:
        return read_table(self.folder / "by_id", np.dtype("u4"))
