"""Dated, sourced borders: whose ground a place was, and what lines ran where, on a day.

Nothing here draws one true line: a place has the states that hold it by law (*de jure*, more
than one where they differ) and those that hold it in fact (*de facto*), and every line says what
it is, since when, according to whom and how precisely it is known.
"""

from geo.borders.base import BaseMap, base_map, country_at
from geo.borders.holding import Holders, holders, holders_of
from geo.borders.join import HOLDER_COLUMNS, add_holders, holders_told
from geo.borders.overlay import borders_on, dated_layers
from geo.borders.user import add_own, read_borders

__all__ = [
    "HOLDER_COLUMNS",
    "BaseMap",
    "Holders",
    "add_holders",
    "add_own",
    "base_map",
    "borders_on",
    "country_at",
    "dated_layers",
    "holders",
    "holders_of",
    "holders_told",
    "read_borders",
]
