"""Feasts by which news dates events, as days of a year."""

from __future__ import annotations

from datetime import date, timedelta

from geo.model import Form, Granularity, Interval

_FIXED = {
    "christmas": (12, 25), "newyear": (1, 1), "newyearseve": (12, 31), "halloween": (10, 31),
    "epiphany": (1, 6), "nowruz": (3, 21),
}  # fmt: skip
_HIJRI_EPOCH = 1_948_440
_ORDINAL_OF_JULIAN = 1_721_425

_HIJRI_DAYS = {"ashura": (1, 10), "fitr": (10, 1), "adha": (12, 10)}


def feast_day(name: str, year: int) -> Interval | None:
    """Return the days of a feast that begin in a Gregorian year, or None if the name is unknown.

    Ramadan, the two Eids and Ashura follow the tabular Islamic calendar, which may be a day off
    the sighted one. Easter is the western one, by the algorithm of Meeus, *Astronomical
    Algorithms* (1991), chapter 8.
    """
    if name in _FIXED:
        return _one(date(year, *_FIXED[name]))
    if name == "easter":
        return _one(_easter(year))
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return _one(first + timedelta(days=(4 - first.isoweekday()) % 7 + 21))
    if name == "ramadan":
        start = _hijri(year, month=9, day=1)
        end = start + timedelta(days=29)
        return Interval(start, end, Form.RANGE, Granularity.MONTH)
    if name in _HIJRI_DAYS:
        month, day = _HIJRI_DAYS[name]
        return _one(_hijri(year, month=month, day=day))
    return None


def _one(day: date) -> Interval:
    return Interval(day, day, Form.EXACT, Granularity.DAY)


def _hijri(year: int, *, month: int, day: int) -> date:
    guess = round((year - 622) * 33 / 32)
    days = [_hijri_day(hijri, month, day) for hijri in (guess - 1, guess, guess + 1, guess + 2)]
    return next((found for found in days if found.year == year), days[1])


def _hijri_day(year: int, month: int, day: int) -> date:
    julian = (
        day
        + -(-59 * (month - 1) // 2)
        + (year - 1) * 354
        + (3 + 11 * year) // 30
        + _HIJRI_EPOCH
        - 1
    )
    return date.fromordinal(julian - _ORDINAL_OF_JULIAN)


def _easter(year: int) -> date:
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quads, odd = divmod(rest, 4)
    sunday = (32 + 2 * skipped + 2 * quads - epact - odd) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
