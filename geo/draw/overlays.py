"""Dated borders for a map: every line and disputed ground of the time that its incidents span."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import dated_layers
from geo.borders.territory import names
from geo.draw.pack import to_json
from geo.draw.table import UNDATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from geo.draw.table import Table

    Bounds = tuple[float, float, float, float]

_EARLIEST = "1945-01-01"
"""The first day that the borders know."""
_OWN_TOLERANCE = 1.5
"""How far a user's line may be off as drawn, in steps of the grid."""
_TOLD = (
    *("name", "kind", "status", "valid_from", "valid_to", "according_to"),
    *("precision_km", "source", "line", "hidden_in", "only_in"),
)
_SEEN = ("hidden_in", "only_in")
_APART = {*_SEEN, "valid_from", "valid_to", "arcs", "rings"}
"""What differs from feature to feature, and is a column."""
_VIEWS = ("fact", "law")
"""Views that belong to no party."""
Lines = Mapping[str, "gpd.GeoDataFrame"]


@dataclass
class Overlays:
    """Features of one or more parts of the world, over arcs that they share."""

    features: list[dict[str, Any]] = field(default_factory=list)
    arcs: list[np.ndarray[Any, Any]] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    """Who sees some of them otherwise than most do."""
    own: list[str] = field(default_factory=list)
    """Names of the user's own files."""

    def info(self) -> dict[str, Any]:
        """Return what is said of the features, each but once, and who sees them how.

        ``views`` are code and name of each, ``seen`` what `_SEEN` says of features, and ``own``
        the names of the user's files.
        """
        named = sorted((_named(code), code) for code in self.parties)
        views = [*([view, ""] for view in _VIEWS), *([code, name] for name, code in named)]
        told = _distinct(_told(each) for each in self.features)
        seen = _distinct(_pick(each, _SEEN) for each in self.features)
        return {"overlays": list(told.values()), "seen": list(seen.values())} | {
            "views": views,
            "own": self.own,
        }

    def columns(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return the features, their rings of arcs and the points of the arcs as columns.

        Days count from the day before the year 1, 0 being open; a line is one ring.
        """
        points = np.concatenate([np.empty((0, 2), dtype=np.int64), *self.arcs])
        told = list(_distinct(_told(each) for each in self.features))
        seen = list(_distinct(_pick(each, _SEEN) for each in self.features))
        rings = [each.get("rings") or [each["arcs"]] for each in self.features]
        columns = {
            "overlay_told": [told.index(to_json(_told(each))) for each in self.features],
            "overlay_seen": [seen.index(to_json(_pick(each, _SEEN))) for each in self.features],
            "overlay_from": [_days(each.get("valid_from")) for each in self.features],
            "overlay_to": [_days(each.get("valid_to")) for each in self.features],
            "overlay_rings": [len(each) for each in rings],
            "ring_size": [len(ring) for each in rings for ring in each],
            "ring_arc": [arc for each in rings for ring in each for arc in ring],
            "arc_size": [len(arc) for arc in self.arcs],
            "arc_x": points[:, 0],
            "arc_y": points[:, 1],
        }
        return {name: np.asarray(values, dtype=np.int64) for name, values in columns.items()}


SORTED = ("overlay_told", "ring_arc", "arc_x", "arc_y")
"""Columns whose neighbors are alike."""


def _told(feature: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in feature.items() if name not in _APART}


def _pick(feature: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: feature[name] for name in names if name in feature}


def _distinct(values: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return each value once, by its text, in the order of their coming."""
    return {to_json(value): value for value in values}


def _days(day: str | None) -> int:
    return 0 if day is None else date.fromisoformat(day).toordinal()


def dated_overlays(boxes: list[Bounds], table: Table, *, grid: float) -> Overlays:
    """Return the overlays inside *boxes* that hold at some time that *table* covers."""
    first, last = span(table)
    found = Overlays()
    for box in boxes:
        layers = dated_layers(box, first, last)
        found.parties.update(layers["views"][len(_VIEWS) :])
        start = len(found.arcs)
        for flat in layers["arcs"]:
            steps = np.array(flat, dtype=np.int64).reshape(-1, 2).cumsum(axis=0)
            found.arcs.append(np.rint(steps * (layers["grid"] / grid)).astype(np.int64))
        found.features.extend(_feature(each, start) for each in layers["features"])
    return found


def add_own(
    overlays: Overlays, own: Lines, boxes: list[Bounds], days: tuple[str, str], *, grid: float
) -> None:
    """Add the borders of a user's own files inside *boxes* that hold on some of *days*.

    Outlines of areas become lines, so that the edge of a box is none of them.
    """
    import shapely  # noqa: PLC0415 - loads on use

    window = shapely.union_all([shapely.box(*box) for box in boxes])
    for number, (name, frame) in enumerate(own.items()):
        overlays.own.append(name)
        for row, shape in zip(frame.to_dict("records"), frame.geometry, strict=True):
            if not _holds(row, days):
                continue
            arcs = _arcs(shape, window, grid)
            if arcs:
                start = len(overlays.arcs)
                overlays.arcs.extend(arcs)
                numbers = list(range(start, start + len(arcs)))
                overlays.features.append({**_own(row), "own": number, "arcs": numbers})


def _holds(row: dict[str, Any], days: tuple[str, str]) -> bool:
    started = row["valid_from"] is None or row["valid_from"] <= days[1]
    return started and (row["valid_to"] is None or row["valid_to"] > days[0])


def _arcs(shape: Any, window: Any, grid: float) -> list[np.ndarray[Any, Any]]:
    """Return the lines of *shape* in the window, in steps of the grid."""
    import shapely  # noqa: PLC0415 - loads on use

    lines = shape if shape.geom_type.endswith("LineString") else shapely.boundary(shape)
    inside = shapely.simplify(shapely.intersection(lines, window), _OWN_TOLERANCE * grid)
    parts = shapely.get_parts(inside)
    points = (shapely.get_coordinates(part) for part in parts[shapely.length(parts) > grid])
    return [np.rint(each / grid).astype(np.int64) for each in points]


def _own(row: dict[str, Any]) -> dict[str, Any]:
    told = {key: row[key] for key in (*_TOLD[:-3], "licence") if row.get(key) is not None}
    sides = {side: (row[f"holder_{side}"] or "").split() for side in ("de_jure", "de_facto")}
    return {
        **told,
        **{side: [_named(code) for code in sides[side]] for side in sides},
        "line": True,
    }


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
    told = {key: feature[key] for key in _TOLD if feature.get(key) is not None}
    if "according_to" in told:
        told["according_to"] = ", ".join(_named(code) for code in told["according_to"].split())
    holders = {side: [_named(code) for code in feature[side]] for side in ("de_jure", "de_facto")}
    return {**told, **holders, **shape}


def _named(code: str) -> str:
    return names().get(code, code)
