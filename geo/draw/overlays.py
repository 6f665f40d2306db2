"""Dated borders for a map: every line and disputed ground of the time that its incidents span."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import dated_layers
from geo.borders.territory import names
from geo.draw.table import UNDATED

if TYPE_CHECKING:
    from geo.draw.table import Table

    Bounds = tuple[float, float, float, float]

_EARLIEST = "1945-01-01"
"""The first day that the borders know."""
_TOLD = (
    *("name", "kind", "status", "valid_from", "valid_to", "according_to"),
    *("precision_km", "source", "line"),
)


@dataclass
class Overlays:
    """Features of one or more parts of the world, over arcs that they share."""

    features: list[dict[str, Any]] = field(default_factory=list)
    arcs: list[np.ndarray[Any, Any]] = field(default_factory=list)

    def columns(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return the arcs as columns: points of each, then all points, in grid steps."""
        points = np.concatenate([np.empty((0, 2), dtype=np.int64), *self.arcs])
        sizes = np.array([len(arc) for arc in self.arcs], dtype=np.int64)
        return {"arc_size": sizes, "arc_x": points[:, 0], "arc_y": points[:, 1]}


def dated_overlays(boxes: list[Bounds], table: Table, *, grid: float) -> Overlays:
    """Return the overlays inside *boxes* that hold at some time that *table* covers."""
    first, last = span(table)
    found = Overlays()
    for box in boxes:
        layers = dated_layers(box, first, last)
        start = len(found.arcs)
        for flat in layers["arcs"]:
            steps = np.array(flat, dtype=np.int64).reshape(-1, 2).cumsum(axis=0)
            found.arcs.append(np.rint(steps * (layers["grid"] / grid)).astype(np.int64))
        found.features.extend(_feature(each, start) for each in layers["features"])
    return found


def span(table: Table) -> tuple[str, str]:
    """Return the first and the last day of the dated rows of *table*, as ISO dates."""
    dated = table.columns["bound"] != UNDATED
    if not dated.any():
        return _EARLIEST, _EARLIEST
    begin = table.columns["from"][dated]
    end = begin + table.columns["span"][dated] - 1
    first, last = (
        np.datetime64(int(minutes), "m").astype("datetime64[D]").astype(str)
        for minutes in (begin.min(), end.max())
    )
    return max(first, _EARLIEST), max(last, _EARLIEST)


def _feature(feature: dict[str, Any], start: int) -> dict[str, Any]:
    """Return *feature* with names for codes, its arcs numbered from *start*."""

    def renumber(arcs: list[int]) -> list[int]:
        return [arc + start if arc >= 0 else arc - start for arc in arcs]

    shape: dict[str, Any] = (
        {"arcs": renumber(feature["arcs"])}
        if feature["line"]
        else {"rings": [renumber(ring) for ring in feature["rings"]]}
    )
    told = {key: feature[key] for key in _TOLD if feature[key] is not None}
    holders = {side: [_named(code) for code in feature[side]] for side in ("de_jure", "de_facto")}
    return {**told, **holders, **shape}


def _named(code: str) -> str:
    return names().get(code, code)
