"""TIMEX3 values and the days they cover.

A value is a string of the TimeML standard: ``"1993-10-23"``, ``"2021-W39"``,
``"1989-Q3"``, ``"199"`` (a decade). Weeks are ISO weeks. A season is the northern
one, and its winter begins in December of the year it is named by.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from geo.model import Form, Granularity, Interval

VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?P<clock>T\w+(?::\d\dZ?)?)?"
    r"|(?P<decade>\d{3})|(?P<century>\d\d)"
)
GRANULARITIES = {
    "D": Granularity.DAY, "W": Granularity.WEEK, "WE": Granularity.WEEKEND,
    "M": Granularity.MONTH, "Q": Granularity.QUARTER, "Y": Granularity.YEAR,
    "E": Granularity.DECADE, "C": Granularity.CENTURY, "H": Granularity.HOUR,
    "N": Granularity.HOUR, "S": Granularity.HOUR, "F": Granularity.WEEK,
}  # fmt: skip
"""What a unit's letter is called in the contract."""

_REMEMBERED = 1 << 12
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS = {"D": 1, "W": 7, "F": 14}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_SHARES = {"START": (0.0, 0.4), "MID": (0.3, 0.7), "END": (0.6, 1.0)}


@lru_cache(maxsize=_REMEMBERED)
def interval_of(value: str) -> Interval:
    """Return the days that a TIMEX3 value covers; of unknown ends where it names none."""
    match = VALUE.fullmatch(value)
    if match is None:
        return Interval()
    try:
        earliest, latest, granularity = _ends(match.groupdict())
    except (ValueError, OverflowError):
        return Interval()
    return Interval(earliest, latest, Form.EXACT, granularity)


def value_of(day: date, unit: str) -> str:
    """Return the value of the unit (``"D"``, ``"W"``, ``"M"``, ``"Y"`` ...) round *day*."""
    year, week, _ = day.isocalendar()
    return {
        "D": day.isoformat(),
        "W": f"{year:04d}-W{week:02d}",
        "F": f"{year:04d}-W{week:02d}",
        "WE": f"{year:04d}-W{week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "E": f"{day.year // 10:03d}",
        "C": f"{day.year // 100:02d}",
    }[unit]


def shift(day: date, count: int, unit: str) -> date:
    """Return *day* moved by *count* units, held to the end of a shorter month.

    Raises
    ------
    OverflowError, ValueError
        If the calendar does not reach so far.
    """
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    if unit == "WE":
        return day + timedelta(weeks=count)
    months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def part_of(interval: Interval, modifier: str) -> Interval:
    """Return the early, middle or late part (``START``, ``MID``, ``END``) of an interval."""
    if interval.earliest is None or interval.latest is None or modifier not in _SHARES:
        return interval
    low, high = _SHARES[modifier]
    days = (interval.latest - interval.earliest).days
    return Interval(
        interval.earliest + timedelta(days=round(low * days)),
        interval.earliest + timedelta(days=round(high * days)),
        Form.RANGE,
        interval.granularity,
    )


def _ends(fields: dict[str, str | None]) -> tuple[date, date, Granularity]:
    if fields["decade"] is not None:
        first = int(fields["decade"]) * 10
        return date(first, 1, 1), date(first + 9, 12, 31), Granularity.DECADE
    if fields["century"] is not None:
        first = int(fields["century"]) * 100
        return date(first, 1, 1), date(first + 99, 12, 31), Granularity.CENTURY
    year = int(fields["year"] or 0)
    if fields["week"] is not None:
        return _week(year, int(fields["week"]), weekend=fields["weekend"] is not None)
    if fields["day"] is not None:
        day = date(year, int(fields["month"] or 0), int(fields["day"]))
        return day, day, _fineness(fields["clock"])
    return _months(year, fields)


def _fineness(clock: str | None) -> Granularity:
    """Return the hour for "T22:00"; "TNI", a night, is no finer than its day."""
    return Granularity.HOUR if clock and clock[1].isdigit() else Granularity.DAY


def _week(year: int, week: int, *, weekend: bool) -> tuple[date, date, Granularity]:
    monday = date.fromisocalendar(year, week, 1)
    sunday = monday + timedelta(days=6)
    if weekend:
        return monday + timedelta(days=5), sunday, Granularity.WEEKEND
    return monday, sunday, Granularity.WEEK


def _months(year: int, fields: dict[str, str | None]) -> tuple[date, date, Granularity]:
    first, length, granularity = 1, 12, Granularity.YEAR
    if fields["month"] is not None:
        first, length, granularity = int(fields["month"]), 1, Granularity.MONTH
    elif fields["quarter"] is not None:
        first, length, granularity = int(fields["quarter"]) * 3 - 2, 3, Granularity.QUARTER
    elif fields["half"] is not None:
        first, length, granularity = int(fields["half"]) * 6 - 5, 6, Granularity.HALF
    elif fields["season"] is not None:
        first, length, granularity = _SEASONS[fields["season"]], 3, Granularity.SEASON
    start = date(year, first, 1)
    return start, shift(start, length, "M") - timedelta(days=1), granularity
