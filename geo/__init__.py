"""Map the conflict incidents that news articles report, with the words that support each.

The whole path, as the ``geo`` command walks it::

    import geo

    readings = list(geo.read_all(geo.read_articles(["data/articles"])))
    incidents = geo.find_incidents(readings)
    frame = geo.to_frame(incidents)
    geo.save_map(geo.draw_map(frame), "maps/incidents.html")

Names load their modules when they are first used, so that ``import geo`` is instant.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.borders import add_holders, borders_on, holders, read_borders
    from geo.draw import draw_map, save_map
    from geo.errors import GeoError
    from geo.export import write_incidents, write_readings
    from geo.frames import from_frame, places_frame, to_frame
    from geo.gazetteer import open_gazetteer
    from geo.model import Article, Claim, Incident, Place, Reading
    from geo.pipeline import find_incidents, make_reader, read_all
    from geo.read import read_articles
    from geo.tables import read_table

__all__ = [
    "Article",
    "Claim",
    "GeoError",
    "Incident",
    "Place",
    "Reading",
    "add_holders",
    "borders_on",
    "draw_map",
    "find_incidents",
    "from_frame",
    "holders",
    "make_reader",
    "open_gazetteer",
    "places_frame",
    "read_all",
    "read_articles",
    "read_borders",
    "read_table",
    "save_map",
    "to_frame",
    "write_incidents",
    "write_readings",
]

_HOMES = {
    "geo.borders": ("add_holders", "borders_on", "holders", "read_borders"),
    "geo.draw": ("draw_map", "save_map"),
    "geo.errors": ("GeoError",),
    "geo.export": ("write_incidents", "write_readings"),
    "geo.frames": ("from_frame", "places_frame", "to_frame"),
    "geo.gazetteer": ("open_gazetteer",),
    "geo.model": ("Article", "Claim", "Incident", "Place", "Reading"),
    "geo.pipeline": ("find_incidents", "make_reader", "read_all"),
    "geo.read": ("read_articles",),
    "geo.tables": ("read_table",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load the module that *name* lives in."""
    if name not in _HOME_OF:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return list(__all__)
