"""What expressions of a day mean: dates, weekdays, "yesterday", feasts.

Each function reads the match of the rule of its name. It returns None where the
words turn out not to speak of time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.dates.calendar import GRANULARITIES, value_of
from geo.dates.context import day_of, lies_ahead, value_year
from geo.dates.feasts import feast_day
from geo.dates.parts import Meaning
from geo.dates.shifts import UNKNOWN_DAY, said_year, sound, year_by_which
from geo.model import Form, Interval

if TYPE_CHECKING:
    from geo.dates.context import Context
    from geo.dates.parts import Parts


def calendar_day(parts: Parts, context: Context) -> Meaning | None:
    """Read "23 October", "Monday, May 3, 1999", "3 JAN 90"."""
    return _day(int(parts.text("month")), parts.number("day") or 0, parts, context)


def day_of_month(parts: Parts, context: Context) -> Meaning | None:
    """Read "on the 14th": of the month of the day told before, or the last that has come."""
    told, number = context.last_day() or context.today, parts.number("day") or 0
    if told is None:
        return None
    month = told
    if context.today and told <= context.today < _in_month(told, number):
        month = told.replace(day=1) - timedelta(days=1)
    return sound(f"{month:%Y-%m}-{number:02d}", inferred=("year", "month"))


def _in_month(of: date, number: int) -> date:
    """Return the day of that number in the month of a day, counted on where it is too short."""
    return of.replace(day=1) + timedelta(days=number - 1)


def week_of(parts: Parts, context: Context) -> Meaning | None:
    """Read "the week of March 3"."""
    day = calendar_day(parts, context)
    if day is None or day.interval.earliest is None:
        return None
    return Meaning.date(value_of(day.interval.earliest, "W"), inferred=day.inferred)


def iso_date(parts: Parts, _: Context) -> Meaning | None:
    """Read "2020-10-18"."""
    return sound(f"{parts.text('year')}-{parts.text('month'):0>2}-{parts.text('day'):0>2}")


def numeric_date(parts: Parts, context: Context) -> Meaning | None:
    """Read "18.10.2020" and, by the publisher's country, "10/18/2020"."""
    first, second, year = int(parts.text("a")), int(parts.text("b")), parts.year()
    if year is None or year < 1000:  # noqa: PLR2004 - "3.4.5" is no date
        return None
    dotted = "." in context.tokens.words[parts.match.start() + 1]
    month_first = False if dotted else context.month_first
    if first > 12 or second > 12:  # noqa: PLR2004 - months in a year
        month_first = first <= 12  # noqa: PLR2004
    if month_first is None and first != second:
        return _either(year, first, second)
    month, day = (first, second) if month_first else (second, first)
    return sound(f"{year:04d}-{month:02d}-{day:02d}")


def weekday(parts: Parts, context: Context) -> Meaning | None:
    """Read "Sunday", "last Wednesday night", "each Thursday"."""
    first, stop = parts.match.span()
    if parts.has("days") or "EVERY" in parts.kinds("which"):
        each = parts.text("days") if parts.has("days") else parts.text("day")
        return Meaning("SET", f"XXXX-WXX-{each}")
    number = int(parts.text("day"))
    kinds = parts.kinds("which")
    day = _weekday_by_which(number, kinds, context)
    if day is None and not kinds & {"PREVIOUS", "FOLLOWING"}:
        day = context.weekday(number, future=_lies_ahead(first, stop, context))
    if day is None:
        return Meaning("DATE", f"XXXX-WXX-{number}", UNKNOWN_DAY)
    part = parts.text("part")
    return Meaning.date(day_of(day) + (f"T{part}" if part.isalpha() else ""))


def deictic(parts: Parts, context: Context) -> Meaning | None:
    """Read "today", "yesterday morning", "tonight"."""
    published = context.today
    if parts.has("night"):
        value = "" if published is None else value_of(published, "D")
        return Meaning.date(f"{value or 'XXXX-XX-XX'}TNI")
    if published is None:
        return Meaning("DATE", "XXXX-XX-XX", UNKNOWN_DAY)
    if context.tokens.words[parts.match.end() - 1][:1].isupper() and _in_a_name(parts, context):
        return None
    day = published + timedelta(days=int(parts.text("day")))
    part = parts.text("part")
    return Meaning.date(value_of(day, "D") + (f"T{part}" if part.isalpha() else ""))


def feast(parts: Parts, context: Context) -> Meaning | None:
    """Read "Christmas Eve", "Ramadan 2011", "New Year's Day"."""
    name = "newyear" if parts.has("newyear") else parts.text("feast")
    said = said_year(parts, context)
    eve = "eve" in parts.words("eve") or "eve" in parts.words("newyear")
    if name == "newyear" and eve:
        name, eve = "newyearseve", False
    years = [said] if said else _years_round(context)
    days = [day for day in (feast_day(name, year) for year in years) if day is not None]
    found = _feast_meant(days, parts, context)
    if found is None or found.earliest is None:
        return None
    inferred = () if said else ("year",)
    if found.granularity == GRANULARITIES["M"]:
        value = value_of(found.earliest, "M")
        return Meaning("DATE", value, found, inferred, said is not None)
    day = found.earliest + timedelta(days=-1 if eve else _days_after(parts))
    return Meaning.date(
        value_of(day, "W" if parts.text("eve") == "W" else "D"), inferred=inferred, said=bool(said)
    )


def _feast_meant(days: list[Interval], parts: Parts, context: Context) -> Interval | None:
    """Return which of the feasts of several years is meant: by the tense, or a very near one."""
    today = context.today
    behind = [day for day in days if today and day.earliest and day.earliest <= today]
    ahead = [day for day in days if day not in behind]
    if not behind or not ahead or today is None:
        return next(iter(ahead or behind[::-1]), None)
    gaps = [abs((day.earliest - today).days) for day in (behind[-1], ahead[0]) if day.earliest]
    future = context.future(*parts.match.span())
    return ahead[0] if lies_ahead(*gaps, future=future or False) else behind[-1]


def _days_after(parts: Parts) -> int:
    """Return how many days after Easter itself "Easter Monday" is, or before it "Easter Friday"."""
    weekday = parts.text("eve")
    if "WEEKDAY" not in parts.kinds("eve"):
        return 0
    return int(weekday) % 7 if int(weekday) < 5 else int(weekday) - 7  # noqa: PLR2004 - Friday


def _day(month: int, day: int, parts: Parts, context: Context) -> Meaning | None:
    said = said_year(parts, context)
    first, stop = parts.match.span()
    if said is not None:
        return sound(f"{said:04d}-{month:02d}-{day:02d}", said=True)
    year = year_by_which(parts, context, month) if parts.has("which") else None
    if year is None:
        year = context.year_in_view(context.tokens.starts[first], day=True)
    if year is None:
        future = context.future(first, stop)
        year = context.nearest_year(month, min(day, 28), future=future)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}", UNKNOWN_DAY)
    return sound(f"{year:04d}-{month:02d}-{day:02d}", inferred=("year",))


def _either(year: int, first: int, second: int) -> Meaning | None:
    days = sorted(_days_of(year, first, second))
    if not days:
        return None
    interval = Interval(days[0], days[-1], Form.RANGE, GRANULARITIES["D"])
    return Meaning("DATE", f"{year:04d}-XX-XX", interval, ("month", "day"), year_said=True)


def _days_of(year: int, first: int, second: int) -> list[date]:
    try:
        return [date(year, first, second), date(year, second, first)]
    except ValueError:
        return []


def _lies_ahead(first: int, stop: int, context: Context) -> bool:
    """Tell whether a bare weekday lies ahead; "Wednesday's ruling" has come about."""
    owned = context.tokens.words[stop : stop + 2] in (["'", "s"], ["’", "s"])
    return not owned and bool(context.future(first, stop))


def _weekday_by_which(number: int, kinds: set[str], context: Context) -> date | None:
    told = bool(kinds & {"PREVIOUS", "FOLLOWING"})
    base = (context.last_day() if told else None) or context.today
    if base is None:
        return None
    if kinds & {"LAST", "PAST", "PREVIOUS"}:
        return base - timedelta(days=(base.isoweekday() - number - 1) % 7 + 1)
    if kinds & {"NEXT", "COMING", "FOLLOWING"}:
        return base + timedelta(days=(number - base.isoweekday() - 1) % 7 + 1)
    return base + timedelta(days=number - base.isoweekday()) if "THIS" in kinds else None


def _in_a_name(parts: Parts, context: Context) -> bool:
    first = parts.match.start()
    before = context.tokens.words[first - 1] if first else ""
    return before[:1].isupper() and len(before) > 2 and not context.tokens.upper  # noqa: PLR2004


def _years_round(context: Context) -> list[int]:
    if context.today is not None:
        return list(range(context.today.year - 1, context.today.year + 2))
    last = context.last()
    year = value_year(last.value) if last else None
    return [year] if year else []
