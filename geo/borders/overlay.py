"""Border overlays: a frame of one day's borders, and all days' borders packed for a map.

`dated_layers` returns plain lists, integers and strings, ready for JSON::

    {"grid": 0.001,                     degrees of one unit of the arcs
     "arcs": [[x, y, dx, dy, …], …],    first point in grids, then steps; longitude first
     "views": ["fact", "law", "RUS", …],    whose eyes there are; parties by their codes
     "features": [{
        "name": str, "kind": str, "status": str,
        "parties": [str], "de_jure": [str], "de_facto": [str],      codes, sorted
        "valid_from": "YYYY-MM-DD" or None, "valid_to": … ,         to is the first day after
        "according_to": str or None, "precision_km": float, "source": str,
        "line": bool,
        "hidden_in": [str]              views that do not have it, though "fact" does; or
        "only_in": [str]                views that alone have it; neither: it is in all
        "arcs": [3, ~4, …]              of a line: arcs, each for itself
        "rings": [[3, ~4, …], …]        of an area: closed rings, ``~i`` is arc i backward;
     }, …]}                             fill by the even-odd rule

A feature shows on a day when ``valid_from <= day < valid_to``, None being open. ``kind`` is one of

* ``international``: law differs on both sides; ``disputed``: so it does, and a party objects;
* ``line of control``: one state by law on both sides, and different ones in fact; where more is
  known of it, ``ceasefire line``, ``front line``, ``demarcation line`` or ``de facto``;
* ``claimed``: drawn by the claim of ``according_to`` (codes), crossed by no change in fact;
* ``former administrative``: a border inside a state of the past;
* ``disputed territory`` (areas): law and fact differ, or the parties do. States have no area here.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date as Day  # noqa: N812 - a parameter is called date
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.borders import data, features, views
from geo.borders.rings import rings
from geo.borders.timeline import FACT, LAW
from geo.borders.topology import join_faces

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geo.borders.data import Bounds, Detail, Masks
    from geo.borders.features import Feature
    from geo.borders.topology import Topology

COLUMNS = (
    "name kind status holder_de_jure holder_de_facto parties valid_from valid_to "
    "according_to precision_km source licence geometry"
).split()
WORLD: Bounds = (-180.0, -90.0, 180.0, 90.0)


def borders_on(
    date: date | str, bounds: Bounds | None = None, according_to: str | None = None
) -> Any:
    """Return the borders, lines and territories of one day.

    Parameters
    ----------
    date : datetime.date or str
        The day, a string in ISO form.
    bounds : tuple of float, optional
        West, south, east, north in degrees; shapes are clipped to it. West may be greater than
        east, across the antimeridian. Windows up to 40° wide get the finer shapes.
    according_to : str, optional
        The code of a party, as ``"RUS"``: ground that it says is its own is then its own alone by
        law, and lines that only others claim are left out. ``"law"`` takes everyone to hold what
        is theirs by law. By default, who holds what by law and in fact.

    Returns
    -------
    GeoDataFrame
        EPSG:4326, one row for each area (``kind`` "state" or "disputed territory") and each line,
        with the columns `COLUMNS`. Holders and parties are codes parted by blanks; days are ISO
        strings, ``valid_to`` the first day after, missing where open.

    Raises
    ------
    CoordinateError
        If the bounds are not on the globe.
    BordersError
        If *according_to* is no code of a party.
    """
    import geopandas as gpd  # noqa: PLC0415 - loads on use

    day = _iso(date)
    version = data.scale(bounds, "auto")
    windows = [_Window(data.topology(version), box) for box in data.windows(bounds or WORLD)]
    rows = []
    for feature in views.features_of(version, views.checked(according_to)):
        if feature.holds(day, day):
            shape = _shape(feature, windows)
            if shape is not None:
                rows.append({**_row(feature), "geometry": shape})
    return gpd.GeoDataFrame(rows, columns=COLUMNS, geometry="geometry", crs="EPSG:4326")


def dated_layers(
    bounds: Bounds | None, first: date | str, last: date | str, *, detail: Detail = "auto"
) -> dict[str, Any]:
    """Return every line and disputed territory of a stretch of days, for a map to embed.

    Parameters
    ----------
    bounds : tuple of float or None
        West, south, east, north in degrees; features that reach inside come whole, lines without
        the arcs outside. None for the world.
    first, last : datetime.date or str
        The days, both included.
    detail : {"auto", "world", "regional"}
        As for `base_map`.

    Returns
    -------
    dict
        ``grid``, ``arcs`` and ``features``, as the module's description says.

    Raises
    ------
    CoordinateError
        If the bounds are not on the globe.
    """
    faces = data.topology(version := data.scale(bounds, detail))
    near = np.zeros(len(faces.lengths), dtype=bool)
    for box in data.windows(bounds or WORLD):
        near[faces.within(faces.arc_boxes, box)] = True
    days = _iso(first), _iso(last)
    number: dict[int, int] = {}
    held = []
    offered = [FACT, LAW, *views.parties(faces, near, days)]
    for feature, seen in views.merged(version, offered, days, near):
        drawn = _drawn(faces, feature, near, number)
        if drawn:
            held.append({**_plain(feature), **seen, **drawn})
    arcs = [_steps(faces, arc) for arc in number]
    return {"grid": faces.grid, "arcs": arcs, "views": offered, "features": held}


def _iso(day: date | str) -> str:
    return Day.fromisoformat(day).isoformat() if isinstance(day, str) else day.isoformat()


def _row(feature: Feature) -> dict[str, Any]:
    return {
        "name": feature.name,
        "kind": feature.kind,
        "status": feature.status,
        "holder_de_jure": _codes(feature.de_jure),
        "holder_de_facto": _codes(feature.de_facto),
        "parties": _codes(feature.parties),
        "valid_from": feature.valid_from,
        "valid_to": feature.valid_to,
        "according_to": feature.according_to,
        "precision_km": feature.precision_km,
        "source": feature.source,
        "licence": features.LICENCE,
    }


def _codes(codes: Iterable[str]) -> str:
    return " ".join(sorted(filter(None, codes)))


class _Window:
    """What of the shapes lies in a window."""

    def __init__(self, faces: Topology, box: Bounds) -> None:
        self.faces, self.box = faces, box
        self.arc_is_near = np.zeros(len(faces.lengths), dtype=bool)
        self.arc_is_near[faces.within(faces.arc_boxes, box)] = True
        near = faces.within(faces.face_boxes, box)
        self.near = faces.polygons(near)
        self.rows: dict[int, list[int]] = {}
        for row, key in enumerate(faces.keys[near].tolist()):
            self.rows.setdefault(key, []).append(row)

    def parts(self, feature: Feature) -> Any:
        """Return the shapes of *feature* in the window."""
        import shapely  # noqa: PLC0415 - loads on use

        if feature.line:
            arcs = np.array(feature.parts)
            return shapely.clip_by_rect(self.faces.lines(arcs[self.arc_is_near[arcs]]), *self.box)
        rows = [row for piece in feature.parts for row in self.rows.get(piece, ())]
        return join_faces(self.near[rows], self.box)


def _shape(feature: Feature, windows: list[_Window]) -> Any:
    import shapely  # noqa: PLC0415 - loads on use

    parts = np.concatenate([window.parts(feature) for window in windows])
    parts = parts[~shapely.is_empty(parts)]
    if len(parts) == 0:
        return None
    if feature.line:
        return shapely.line_merge(shapely.multilinestrings(shapely.get_parts(parts)))
    return shapely.orient_polygons(shapely.multipolygons(parts))


def _plain(feature: Feature) -> dict[str, Any]:
    names = [field.name for field in fields(feature) if field.name != "parts"]
    plain = {name: getattr(feature, name) for name in names}
    return plain | {name: sorted(plain[name]) for name in ("parties", "de_jure", "de_facto")}


def _drawn(
    faces: Topology, feature: Feature, near: Masks, number: dict[int, int]
) -> dict[str, Any] | None:
    if feature.line:
        arcs = [arc for arc in feature.parts if near[arc]]
        return {"arcs": [_numbered(arc, number) for arc in arcs]} if arcs else None
    outline = rings(faces, np.array(feature.parts))
    if not any(near[arc if arc >= 0 else ~arc] for ring in outline for arc in ring):
        return None
    return {"rings": [[_numbered(arc, number) for arc in ring] for ring in outline]}


def _numbered(arc: int, number: dict[int, int]) -> int:
    """Return an arc's place among those that the map gets, giving it one at need."""
    if arc >= 0:
        return number.setdefault(arc, len(number))
    return ~number.setdefault(~arc, len(number))


def _steps(faces: Topology, arc: int) -> list[int]:
    points = faces.points[faces.starts[arc] : faces.starts[arc] + faces.lengths[arc]]
    steps: list[int] = np.diff(points, axis=0, prepend=[[0, 0]]).ravel().tolist()
    return steps
