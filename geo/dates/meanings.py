"""What calendar expressions mean: days, months, quarters, years, and shifts of them.

Each function reads the match of the rule of its name. It returns None where the
words turn out not to speak of time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.dates.calendar import GRANULARITIES, interval_of, part_of, shift, value_of
from geo.dates.context import day_of, value_year
from geo.dates.feasts import feast_day
from geo.dates.parts import Meaning
from geo.model import Form, Interval

if TYPE_CHECKING:
    from geo.dates.context import Context
    from geo.dates.parts import Parts

_EDGES = frozenset({"START", "MID", "END"})
_SHIFTS = frozenset({"-1", "0", "1"})
_UNKNOWN_DAY = Interval(None, None, Form.UNKNOWN, GRANULARITIES["D"])


def calendar_day(parts: Parts, context: Context) -> Meaning | None:
    """Read "23 October", "Monday, May 3, 1999", "3 JAN 90"."""
    return _day(int(parts.text("month")), parts.number("day") or 0, parts, context)


def week_of(parts: Parts, context: Context) -> Meaning | None:
    """Read "the week of March 3"."""
    day = calendar_day(parts, context)
    if day is None or day.interval.earliest is None:
        return None
    return Meaning.date(value_of(day.interval.earliest, "W"), inferred=day.inferred)


def iso_date(parts: Parts, _: Context) -> Meaning | None:
    """Read "2020-10-18"."""
    return _sound(f"{parts.text('year')}-{parts.text('month'):0>2}-{parts.text('day'):0>2}")


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
    return _sound(f"{year:04d}-{month:02d}-{day:02d}")


def calendar_month(parts: Parts, context: Context) -> Meaning | None:
    """Read "October", "early March 1993", "last June", "May next year"."""
    start = parts.match.start()
    if not _names_month(parts, context):
        return None
    month = int(parts.text("month"))
    if "EVERY" in parts.kinds("which"):
        return Meaning("SET", f"XXXX-{month:02d}")
    year, inferred = _said_year(parts, context), ("year",)
    if year is None:
        year = _year_by_which(parts, context, month)
    else:
        inferred = ()
    if year is None:
        year = context.year_in_view(context.tokens.starts[start])
    if year is None:
        future = context.future(start, parts.match.end())
        year = context.nearest_year(month, 1, future=future)
    if year is None:
        value = f"XXXX-{month:02d}"
        return Meaning("DATE", value, Interval(granularity=GRANULARITIES["M"]))
    meaning = Meaning.date(f"{year:04d}-{month:02d}", inferred=inferred, said=not inferred)
    return _vague(meaning, parts)


def quarter(parts: Parts, context: Context) -> Meaning | None:
    """Read "the third quarter", "first half of 1990", "last year's fourth quarter"."""
    half = "half" in parts.values("half") or "H" in parts.values("half")
    number = int(parts.text("q") or parts.text("nth") or 0)
    if not half and not 1 <= number <= 4:  # noqa: PLR2004 - quarters of a year
        number = 4 if number < 0 else 0
    if half:
        number = 2 if number < 0 else number
        if not (parts.has("year") or parts.has("that")) or number not in {1, 2}:
            return None
    if not number:
        return None
    year = _said_year(parts, context)
    inferred: tuple[str, ...] = () if year else ("year",)
    if year is None and context.published is not None:
        year = _quarter_year(number, parts, context, context.published)
    if year is None:
        return Meaning("DATE", f"XXXX-Q{number}", Interval(granularity=GRANULARITIES["Q"]))
    if parts.has("back"):
        year -= 1
    letter = "H" if half else "Q"
    return Meaning.date(f"{year:04d}-{letter}{number}", inferred=inferred, said=not inferred)


def same_quarter(parts: Parts, context: Context) -> Meaning | None:
    """Read "the latest quarter", "the year-ago period"."""
    last = context.quarter() or _last_quarter(context.published)
    if last is None:
        return None
    year = parts.year() if parts.has("year") else int(last[:4]) - parts.has("back")
    return Meaning.date(f"{year:04d}{last[4:]}", inferred=("year",))


def relative(parts: Parts, context: Context) -> Meaning | None:
    """Read "last week", "earlier this month", "the following year", "next summer"."""
    unit = parts.text("unit")
    way = parts.values("which")
    if unit in {"SP", "SU", "FA", "WI"}:
        return _season_by_which(unit, parts, context)
    if "FEAST" in parts.kinds("unit"):
        return _shifted_feast(parts, context)
    if "PART" in parts.kinds("unit"):
        return _part_of_that_day(parts, context)
    kinds = parts.kinds("which")
    if unit == "C" and "THIS" not in kinds and "LAST" not in kinds:
        return None
    if unit == "Q":
        return _relative_quarter(kinds, context)
    base = _base(kinds, context)
    if base is None:
        value = "XXXX-WXX" if unit == "W" else {"D": "XXXX-XX-XX", "M": "XXXX-XX"}.get(unit, "XXXX")
        return Meaning("DATE", value, Interval(granularity=GRANULARITIES[unit]))
    count = sum(int(value) for value in way if value in _SHIFTS)
    if {"LATEST", "THIS"} & kinds and {"PAST", "LAST"} & kinds:
        count = -1
    return _cut(_vague(_shifted(base, count, unit), parts), parts, context, base)


def weekday(parts: Parts, context: Context) -> Meaning | None:
    """Read "Sunday", "last Wednesday night", "each Thursday"."""
    first, stop = parts.match.span()
    if parts.has("days") or "EVERY" in parts.kinds("which"):
        number = parts.text("days") if parts.has("days") else parts.text("day")
        return Meaning("SET", f"XXXX-WXX-{number}")
    number = int(parts.text("day"))
    kinds = parts.kinds("which")
    day = _weekday_by_which(number, kinds, context)
    if day is None and not kinds & {"PREVIOUS", "FOLLOWING"}:
        day = context.weekday(number, future=_lies_ahead(first, stop, context))
    if day is None:
        return Meaning("DATE", f"XXXX-WXX-{number}", _UNKNOWN_DAY)
    part = parts.text("part")
    return Meaning.date(day_of(day) + (f"T{part}" if part.isalpha() else ""))


def deictic(parts: Parts, context: Context) -> Meaning | None:
    """Read "today", "yesterday morning", "tonight"."""
    published = context.published
    if parts.has("night"):
        value = "" if published is None else value_of(published, "D")
        return Meaning.date(f"{value or 'XXXX-XX-XX'}TNI")
    if published is None:
        return Meaning("DATE", "XXXX-XX-XX", _UNKNOWN_DAY)
    if context.tokens.words[parts.match.end() - 1][:1].isupper() and _in_a_name(parts, context):
        return None
    day = published + timedelta(days=int(parts.text("day")))
    part = parts.text("part")
    return Meaning.date(value_of(day, "D") + (f"T{part}" if part.isalpha() else ""))


def season(parts: Parts, context: Context) -> Meaning | None:
    """Read "the summer of 1992", "late spring"."""
    name = parts.text("season")
    said = parts.has("year") or parts.has("that")
    if not said and not parts.has("the") and not parts.has("vague"):
        return None
    if name in {"FA", "SP"} and not said and not _edge(parts):
        before = context.tokens.words[max(parts.match.start() - 1, 0)].lower()
        if before not in {"in", "since", "during", "until", "by", "last", "this"}:
            return None
    year = _said_year(parts, context)
    inferred: tuple[str, ...] = () if year else ("year",)
    if year is None and context.published is not None:
        year = context.published.year
        if not context.future(*parts.match.span()):
            beginning = interval_of(f"{year:04d}-{name}").earliest
            year -= beginning is not None and beginning > context.published
    if year is None:
        return Meaning("DATE", f"XXXX-{name}", Interval(granularity=GRANULARITIES["M"]))
    return _vague(Meaning.date(f"{year:04d}-{name}", inferred=inferred, said=not inferred), parts)


def decade(parts: Parts, _: Context) -> Meaning | None:
    """Read "the 1990s", "the late '80s", "the nineties"."""
    if parts.has("full"):
        return _vague(Meaning.date(parts.text("full")[:3], said=True), parts)
    if not parts.has("the") and not _edge(parts):
        return None
    return _vague(Meaning.date(f"19{parts.text('short')[0]}", inferred=("century",)), parts)


def century(parts: Parts, _: Context) -> Meaning | None:
    """Read "the 19th century"."""
    if parts.text("unit") != "C":
        return None
    return _vague(Meaning.date(f"{(parts.number('nth') or 1) - 1:02d}"), parts)


def year(parts: Parts, context: Context) -> Meaning | None:
    """Read "1993", "late 1990", "fiscal 1989", "nineteen ninety-seven"."""
    number = parts.year()
    if number is None or not _names_year(number, parts, context):
        return None
    return _vague(Meaning.date(f"{number:04d}", said=True), parts)


def year_end(parts: Parts, context: Context) -> Meaning | None:
    """Read "year-end", "the end of the month"."""
    unit = parts.text("unit") or "Y"
    if context.published is None or unit in {"D", "C", "E"}:
        return None
    whole = Meaning.date(value_of(context.published, unit), inferred=("year",))
    return replace(whole, interval=part_of(whole.interval, parts.text("edge")))


def feast(parts: Parts, context: Context) -> Meaning | None:
    """Read "Christmas Eve", "Ramadan 2011", "New Year's Day"."""
    name = "newyear" if parts.has("newyear") else parts.text("feast")
    said = _said_year(parts, context)
    eve = "eve" in parts.words("eve") or "eve" in parts.words("newyear")
    if name == "newyear" and eve:
        name, eve = "newyearseve", False
    years = [said] if said else _years_round(context)
    days = [day for day in (feast_day(name, year) for year in years) if day is not None]
    if not days:
        return None
    published = context.published or days[0].earliest
    if not said and published is not None and not context.future(*parts.match.span()):
        days = [day for day in days if day.earliest is None or day.earliest <= published] or days
    found = min(days, key=lambda day: _distance(day, published))
    if eve and found.earliest is not None:
        before = found.earliest - timedelta(days=1)
        found = Interval(before, before, found.form, found.granularity)
    value = "" if found.earliest is None else value_of(found.earliest, "D")
    value = value[:7] if found.granularity == GRANULARITIES["M"] else value
    return Meaning("DATE", value, found, () if said else ("year",), said is not None)


def _day(month: int, day: int, parts: Parts, context: Context) -> Meaning | None:
    said = _said_year(parts, context)
    first, stop = parts.match.span()
    if said is not None:
        return _sound(f"{said:04d}-{month:02d}-{day:02d}", said=True)
    year = context.year_in_view(context.tokens.starts[first])
    if year is None:
        future = context.future(first, stop)
        year = context.nearest_year(month, min(day, 28), future=future)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}", _UNKNOWN_DAY)
    return _sound(f"{year:04d}-{month:02d}-{day:02d}", inferred=("year",))


def _sound(value: str, *, inferred: tuple[str, ...] = (), said: bool = True) -> Meaning | None:
    meaning = Meaning.date(value, inferred=inferred, said=said and not inferred)
    return None if meaning.interval.earliest is None else meaning


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


def _said_year(parts: Parts, context: Context) -> int | None:
    groups = parts.match.re.groupindex
    if "year" in groups and parts.has("year"):
        return parts.year()
    if "that" not in groups or not parts.has("that"):
        return None
    kinds = parts.kinds("that")
    base = _base(kinds, context)
    if base is None:
        return None
    return base.year + sum(int(value) for value in parts.values("that") if value in _SHIFTS)


def _year_by_which(parts: Parts, context: Context, month: int) -> int | None:
    kinds, published = parts.kinds("which"), context.published
    if published is None or not kinds:
        return None
    if kinds & {"LAST", "PAST"}:
        return published.year - (month >= published.month)
    if kinds & {"NEXT", "COMING"}:
        return published.year + (month <= published.month)
    return published.year if "THIS" in kinds else None


def _quarter_year(number: int, parts: Parts, context: Context, published: date) -> int:
    if number == 4 and (published.month + 2) // 3 < 4:  # noqa: PLR2004 - the last quarter
        ahead = context.future(*parts.match.span())
        return published.year if ahead else published.year - 1
    return published.year


def _last_quarter(published: date | None) -> str | None:
    return None if published is None else value_of(shift(published, -1, "Q"), "Q")


def _relative_quarter(kinds: set[str], context: Context) -> Meaning | None:
    published = context.published
    if published is None:
        return None
    if "LATEST" in kinds:
        return Meaning.date(context.quarter() or _last_quarter(published) or "")
    if "THAT" in kinds:
        value = context.quarter()
        return Meaning.date(value) if value else None
    count = -1 if kinds & {"LAST", "PAST", "PREVIOUS"} else int(bool(kinds & {"NEXT", "COMING"}))
    return Meaning.date(value_of(shift(published, count, "Q"), "Q"))


def _base(kinds: set[str], context: Context) -> date | None:
    """Return the day that the words count from: publication, or the last date named."""
    told = kinds & {"THAT", "FOLLOWING", "PREVIOUS", "SAME"}
    last = context.last()
    if told and last is not None and last.interval.earliest is not None:
        return last.interval.earliest
    return context.published


def _shifted(base: date, count: int, unit: str) -> Meaning:
    try:
        return Meaning.date(value_of(shift(base, count, unit), unit))
    except (OverflowError, ValueError):
        return Meaning("DATE", "XXXX")


def _season_by_which(unit: str, parts: Parts, context: Context) -> Meaning | None:
    published = context.published
    if published is None:
        return Meaning("DATE", f"XXXX-{unit}")
    kinds = parts.kinds("which")
    beginning = interval_of(f"{published.year:04d}-{unit}")
    year = published.year
    begun = beginning.earliest is not None and beginning.earliest <= published
    if kinds & {"LAST", "PAST", "PREVIOUS"}:
        over = beginning.latest is not None and beginning.latest < published
        year -= not over
    elif kinds & {"NEXT", "COMING"} and begun:
        year += 1
    return _vague(Meaning.date(f"{year:04d}-{unit}"), parts)


def _shifted_feast(parts: Parts, context: Context) -> Meaning | None:
    published = context.published
    if published is None:
        return None
    name = parts.text("unit")
    back = bool(parts.kinds("which") & {"LAST", "PAST", "PREVIOUS"})
    years = range(published.year - 1, published.year + 2)
    days = [day for day in (feast_day(name, year) for year in years) if day and day.earliest]
    days = [day for day in days if day.earliest and (day.earliest < published) == back]
    if not days:
        return None
    found = days[-1] if back else days[0]
    return Meaning("DATE", day_of(found.earliest), found)


def _part_of_that_day(parts: Parts, context: Context) -> Meaning | None:
    part = parts.text("unit")
    kinds = parts.kinds("which")
    day = context.published
    if kinds & {"THAT", "FOLLOWING", "PREVIOUS", "SAME", "NEXT"}:
        day = context.last_day() or (None if "THAT" in kinds else day)
        day = day and day + timedelta(days=bool(kinds & {"FOLLOWING", "NEXT"}) - ("PREVIOUS" in kinds))
    elif kinds & {"LAST", "PAST"}:
        day = day and day - timedelta(days=1)
    suffix = f"T{part}" if part.isalpha() else f"T{part}:00"
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XX{suffix}", _UNKNOWN_DAY)
    return Meaning.date(f"{value_of(day, 'D')}{suffix}")


def _weekday_by_which(number: int, kinds: set[str], context: Context) -> date | None:
    published = context.published
    if kinds & {"PREVIOUS", "FOLLOWING"}:
        day = context.last_day() or published
        if day is None:
            return None
        if "PREVIOUS" in kinds:
            return day - timedelta(days=(day.isoweekday() - number - 1) % 7 + 1)
        return day + timedelta(days=(number - day.isoweekday() - 1) % 7 + 1)
    if published is None:
        return None
    if kinds & {"LAST", "PAST"}:
        return published - timedelta(days=(published.isoweekday() - number - 1) % 7 + 1)
    if kinds & {"NEXT", "COMING"}:
        return published + timedelta(days=(number - published.isoweekday() - 1) % 7 + 1)
    if "THIS" in kinds:
        return published + timedelta(days=number - published.isoweekday())
    return None


def _lies_ahead(first: int, stop: int, context: Context) -> bool:
    """Tell whether a bare weekday lies ahead: news tells of the days behind unless it says so."""
    return bool(context.future(first, stop))


def _cut(meaning: Meaning, parts: Parts, context: Context, base: date) -> Meaning:
    """Hold "earlier this year" before the day of publication, "later this year" after it."""
    words, interval = parts.words("vague"), meaning.interval
    if context.published is None or interval.earliest is None or interval.latest is None:
        return meaning
    if words[:1] == ["earlier"] and interval.earliest <= base <= interval.latest:
        cut = Interval(interval.earliest, base, Form.RANGE, interval.granularity)
        return replace(meaning, interval=cut)
    if words[:1] == ["later"] and interval.earliest <= base <= interval.latest:
        cut = Interval(base, interval.latest, Form.RANGE, interval.granularity)
        return replace(meaning, interval=cut)
    return meaning


def _edge(parts: Parts) -> str:
    return parts.one_of("vague", _EDGES) or _second_edge(parts)


def _second_edge(parts: Parts) -> str:
    if "vague2" not in parts.match.re.groupindex or parts.match.start("vague2") < 0:
        return ""
    indexes = range(*parts.match.span("vague2"))
    return next((v for v in map(parts.tokens.value, indexes) if v in _EDGES), "")


def _vague(meaning: Meaning, parts: Parts) -> Meaning:
    edge = _edge(parts)
    if not edge:
        return meaning
    return replace(meaning, interval=part_of(meaning.interval, edge))


def _names_month(parts: Parts, context: Context) -> bool:
    """Tell a month from a word spelt like it ("May I", "the March on", "MAY BE")."""
    if parts.has("year") or parts.has("that") or parts.has("which") or parts.has("vague"):
        return True
    kinds = parts.kinds("month")
    first, stop = parts.match.span()
    words, starts = context.tokens.words, context.tokens.starts
    before = words[first - 1].lower() if first else ""
    if kinds & {"MAY", "MONTHS"}:
        after = words[stop] if stop < len(words) else ""
        return not after[:1].isupper() and before in {
            "in", "since", "until", "till", "by", "of", "during", "from", "through", "to", "and",
            "between", "for", "before", "after", "or",
        }  # fmt: skip
    named = first and words[first - 1][:1].isupper() and starts[first] - starts[first - 1] == len(
        words[first - 1]
    ) + 1
    after = words[stop] if stop < len(words) else ""
    surname = after[:1].isupper() and before not in {"in", "since", "until", "by", "of", "last"}
    return not (named and len(words[first - 1]) > 3 and not context.tokens.upper) and not (  # noqa: PLR2004
        surname and not context.tokens.upper
    )


def _names_year(number: int, parts: Parts, context: Context) -> bool:
    first, stop = parts.match.span()
    words = context.tokens.words
    before = words[first - 1].lower() if first else ""
    after = words[stop] if stop < len(words) else ""
    if parts.has("vague") or parts.has("fiscal"):
        return number >= 1000  # noqa: PLR2004
    if before in {"$", "£", "€", "#", "-", "no", "number", "flight", "than", "some", "."}:
        return before == "-" and number > 1900  # noqa: PLR2004 - "post-1980"
    counted = after[:1].islower() and after.endswith("s") and len(after) > 3  # noqa: PLR2004
    counted = counted or after in _COUNTED or after.lower() in _COUNTED
    if before in {"in", "since", "until", "by", "of", "from", "before", "after", "during", "the"}:
        return not (counted and after in _COUNTED) and number >= 1000  # noqa: PLR2004
    return 1900 <= number < 2030 and after not in _COUNTED  # noqa: PLR2004 - of living memory


_COUNTED = frozenset(
    """
    people men women troops soldiers civilians children miles kilometers kilometres km tons tonnes
    dollars points feet meters metres families refugees houses homes dead killed wounded hours days
    weeks months years minutes policemen members rounds local %
    """.split()
)


def _in_a_name(parts: Parts, context: Context) -> bool:
    first = parts.match.start()
    before = context.tokens.words[first - 1] if first else ""
    return before[:1].isupper() and len(before) > 2 and not context.tokens.upper  # noqa: PLR2004


def _years_round(context: Context) -> list[int]:
    if context.published is not None:
        return list(range(context.published.year - 1, context.published.year + 2))
    last = context.last()
    year = value_year(last.value) if last else None
    return [year] if year else []


def _distance(interval: Interval, day: date | None) -> int:
    if day is None or interval.earliest is None:
        return 0
    return abs((interval.earliest - day).days)
