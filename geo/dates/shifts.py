"""What the meanings share: the year that the words say, the day they count from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.dates.calendar import GRANULARITIES, part_of
from geo.dates.parts import Meaning
from geo.model import Form, Interval

if TYPE_CHECKING:
    from datetime import date

    from geo.dates.context import Context
    from geo.dates.parts import Parts

UNKNOWN_DAY = Interval(None, None, Form.UNKNOWN, GRANULARITIES["D"])


SHIFTS = frozenset({"-1", "0", "1"})


_EDGES = frozenset({"START", "MID", "END"})


def said_year(parts: Parts, context: Context) -> int | None:
    """Return the year of the groups ``year`` ("1993") or ``that`` ("last year"), if any."""
    if parts.has("year"):
        return parts.year()
    if not parts.has("that"):
        return None
    kinds = parts.kinds("that")
    base = base_of(kinds, context)
    if base is None:
        return None
    return base.year + sum(int(value) for value in parts.values("that") if value in SHIFTS)


def base_of(kinds: set[str], context: Context, unit: str = "Y") -> date | None:
    """Return the day that the words count from: publication, or the last date named."""
    told = kinds & {"THAT", "FOLLOWING", "PREVIOUS", "SAME"}
    last = context.last()
    if not told or last is None:
        return context.today
    return context.told(unit) or (None if last.year_said else context.today)


def year_by_which(parts: Parts, context: Context, month: int) -> int | None:
    """Return the year of "last October", "next May", "this June", counted from today."""
    kinds, published = parts.kinds("which"), context.today
    if published is None or not kinds:
        return None
    if kinds & {"LAST", "PAST"}:
        return published.year - (month >= published.month)
    if kinds & {"NEXT", "COMING"}:
        return published.year + (month <= published.month)
    return published.year if "THIS" in kinds else None


def vaguely(meaning: Meaning, parts: Parts) -> Meaning:
    """Narrow a meaning to its early, middle or late part, where the words say so."""
    edge = edge_of(parts)
    if not edge:
        return meaning
    return replace(meaning, interval=part_of(meaning.interval, edge))


def edge_of(parts: Parts) -> str:
    """Return ``START``, ``MID`` or ``END`` for "early", "mid", "late"; empty for none."""
    return parts.one_of("vague", _EDGES) or parts.one_of("vague2", _EDGES)


def sound(value: str, *, inferred: tuple[str, ...] = (), said: bool = True) -> Meaning | None:
    """Return the meaning of a value, or None for a day that no calendar has."""
    meaning = Meaning.date(value, inferred=inferred, said=said and not inferred)
    return None if meaning.interval.earliest is None else meaning
