"""What expressions of months, quarters, seasons and years mean, and shifts of them.

Each function reads the match of the rule of its name. It returns None where the
words turn out not to speak of time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.dates.calendar import GRANULARITIES, interval_of, part_of, shift, value_of
from geo.dates.context import day_of
from geo.dates.feasts import feast_day
from geo.dates.parts import Meaning
from geo.dates.shifts import (
    SHIFTS,
    UNKNOWN_DAY,
    base_of,
    edge_of,
    said_year,
    vaguely,
    year_by_which,
)
from geo.model import Form, Interval

if TYPE_CHECKING:
    from datetime import date

    from geo.dates.context import Context
    from geo.dates.parts import Parts

_COUNTED = frozenset(
    """
    people men women troops soldiers civilians children miles kilometers kilometres km tons tonnes
    dollars points feet meters metres families refugees houses homes dead killed wounded hours days
    weeks months years minutes policemen members rounds local % block blocks
    """.split()
)


def calendar_month(parts: Parts, context: Context) -> Meaning | None:
    """Read "October", "early March 1993", "last June", "May next year"."""
    start = parts.match.start()
    if not _names_month(parts, context):
        return None
    month = int(parts.text("month"))
    if "EVERY" in parts.kinds("which"):
        return Meaning("SET", f"XXXX-{month:02d}")
    inferred: tuple[str, ...] = ("year",)
    year = said_year(parts, context)
    if year is None:
        year = year_by_which(parts, context, month)
    else:
        inferred = ()
    if year is None:
        year = context.year_in_view(context.tokens.starts[start])
    if year is None:
        future = context.future(start, parts.match.end())
        year = context.nearest_year(month, future=future)
    if year is None:
        value = f"XXXX-{month:02d}"
        return Meaning("DATE", value, Interval(granularity=GRANULARITIES["M"]))
    meaning = Meaning.date(f"{year:04d}-{month:02d}", inferred=inferred, said=not inferred)
    return vaguely(meaning, parts)


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
    year = said_year(parts, context)
    inferred: tuple[str, ...] = () if year else ("year",)
    if year is None and context.today is not None:
        year = _quarter_year(number, parts, context, context.today)
    if year is None:
        return Meaning("DATE", f"XXXX-Q{number}", Interval(granularity=GRANULARITIES["Q"]))
    if parts.has("back"):
        year -= 1
    letter = "H" if half else "Q"
    return Meaning.date(f"{year:04d}-{letter}{number}", inferred=inferred, said=not inferred)


def same_quarter(parts: Parts, context: Context) -> Meaning | None:
    """Read "the latest quarter", "the year-ago period"."""
    last = context.quarter() or _last_quarter(context.today)
    if last is None:
        return None
    year = parts.year() if parts.has("year") else int(last[:4]) - parts.has("back")
    return Meaning.date(f"{year:04d}{last[4:]}", inferred=("year",))


def relative(parts: Parts, context: Context) -> Meaning | None:
    """Read "last week", "earlier this month", "the following year", "next summer"."""
    unit, kinds = parts.text("unit"), parts.kinds("unit")
    if unit in {"E", "C"} and "PAST" in parts.kinds("which"):
        return _years_up_to_now(10 if unit == "E" else 100, context)
    if unit in {"SP", "SU", "FA", "WI"}:
        return _season_by_which(unit, parts, context)
    if "FEAST" in kinds:
        return _shifted_feast(parts, context)
    if "PART" in kinds:
        return _part_of_that_day(parts, context)
    if unit == "Q":
        return _relative_quarter(parts.kinds("which"), context)
    return _relative_unit(unit, parts, context)


def _years_up_to_now(count: int, context: Context) -> Meaning:
    """Read "the past decade": the ten years before, not those of the decade before this one."""
    today = context.today
    if today is None:
        return Meaning("DURATION", f"P{count}Y")
    interval = Interval(shift(today, -count, "Y"), today, Form.RANGE, GRANULARITIES["Y"])
    return Meaning("DURATION", f"P{count}Y", interval)


def _relative_unit(unit: str, parts: Parts, context: Context) -> Meaning | None:
    kinds = parts.kinds("which")
    if unit == "C" and not kinds & {"THIS", "LAST"}:
        return None
    base = base_of(kinds, context, unit)
    if base is None:
        value = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX")
        return Meaning("DATE", value, Interval(granularity=GRANULARITIES[unit]))
    count = sum(int(value) for value in parts.values("which") if value in SHIFTS)
    return _cut(vaguely(_shifted(base, count, unit), parts), parts, context, base)


def season(parts: Parts, context: Context) -> Meaning | None:
    """Read "the summer of 1992", "late spring"."""
    name = parts.text("season")
    said = parts.has("year") or parts.has("that")
    if not said and not parts.has("the") and not parts.has("vague"):
        return None
    if name in {"FA", "SP"} and not said and not edge_of(parts):
        before = context.tokens.words[max(parts.match.start() - 1, 0)].lower()
        if before not in {"in", "since", "during", "until", "by", "last", "this"}:
            return None
    year = said_year(parts, context)
    inferred: tuple[str, ...] = () if year else ("year",)
    if year is None and context.today is not None:
        year = context.today.year
        if not context.future(*parts.match.span()):
            beginning = interval_of(f"{year:04d}-{name}").earliest
            year -= beginning is not None and beginning > context.today
    if year is None:
        return Meaning("DATE", f"XXXX-{name}", Interval(granularity=GRANULARITIES["M"]))
    return vaguely(Meaning.date(f"{year:04d}-{name}", inferred=inferred, said=not inferred), parts)


def decade(parts: Parts, _: Context) -> Meaning | None:
    """Read "the 1990s", "the late '80s", "the nineties"."""
    if parts.has("full"):
        return vaguely(Meaning.date(parts.text("full")[:3], said=True), parts)
    if not parts.has("the") and not edge_of(parts):
        return None
    return vaguely(Meaning.date(f"19{parts.text('short')[0]}", inferred=("century",)), parts)


def century(parts: Parts, _: Context) -> Meaning | None:
    """Read "the 19th century"."""
    if parts.text("unit") != "C":
        return None
    return vaguely(Meaning.date(f"{(parts.number('nth') or 1) - 1:02d}"), parts)


def year(parts: Parts, context: Context) -> Meaning | None:
    """Read "1993", "late 1990", "fiscal 1989", "nineteen ninety-seven"."""
    number = parts.year()
    if number is None or not _names_year(number, parts, context):
        return None
    return vaguely(Meaning.date(f"{number:04d}", said=True), parts)


def year_end(parts: Parts, context: Context) -> Meaning | None:
    """Read "year-end", "the end of the month"."""
    unit = parts.text("unit") or "Y"
    if context.today is None or unit in {"D", "C", "E"}:
        return None
    whole = Meaning.date(value_of(context.today, unit), inferred=("year",))
    return replace(whole, interval=part_of(whole.interval, parts.text("edge")))


def _quarter_year(number: int, parts: Parts, context: Context, published: date) -> int:
    if number == 4 and (published.month + 2) // 3 < 4:  # noqa: PLR2004 - the last quarter
        ahead = context.future(*parts.match.span())
        return published.year if ahead else published.year - 1
    return published.year


def _last_quarter(published: date | None) -> str | None:
    return None if published is None else value_of(shift(published, -1, "Q"), "Q")


def _relative_quarter(kinds: set[str], context: Context) -> Meaning | None:
    published = context.today
    if published is None:
        return None
    if "LATEST" in kinds:
        return Meaning.date(context.quarter() or _last_quarter(published) or "")
    if "THAT" in kinds:
        value = context.quarter()
        return Meaning.date(value) if value else None
    count = -1 if kinds & {"LAST", "PAST", "PREVIOUS"} else int(bool(kinds & {"NEXT", "COMING"}))
    return Meaning.date(value_of(shift(published, count, "Q"), "Q"))


def _shifted(base: date, count: int, unit: str) -> Meaning:
    try:
        return Meaning.date(value_of(shift(base, count, unit), unit))
    except (OverflowError, ValueError):
        return Meaning("DATE", "XXXX")


def _season_by_which(unit: str, parts: Parts, context: Context) -> Meaning | None:
    published = context.today
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
    return vaguely(Meaning.date(f"{year:04d}-{unit}"), parts)


def _shifted_feast(parts: Parts, context: Context) -> Meaning | None:
    published = context.today
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
    day = context.today
    if kinds & {"THAT", "FOLLOWING", "PREVIOUS", "SAME", "NEXT"}:
        day = context.last_day() or (None if "THAT" in kinds else day)
        day = day and day + timedelta(
            days=bool(kinds & {"FOLLOWING", "NEXT"}) - ("PREVIOUS" in kinds)
        )
    elif kinds & {"LAST", "PAST"}:
        day = day and day - timedelta(days=1)
    suffix = f"T{part}" if part.isalpha() else f"T{part}:00"
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XX{suffix}", UNKNOWN_DAY)
    return Meaning.date(f"{value_of(day, 'D')}{suffix}")


def _cut(meaning: Meaning, parts: Parts, context: Context, base: date) -> Meaning:
    """Hold "earlier this year" before the day of publication, "later this year" after it."""
    words, interval = parts.words("vague"), meaning.interval
    if context.today is None or interval.earliest is None or interval.latest is None:
        return meaning
    if words[:1] == ["earlier"] and interval.earliest <= base <= interval.latest:
        cut = Interval(interval.earliest, base, Form.RANGE, interval.granularity)
        return replace(meaning, interval=cut)
    if words[:1] == ["later"] and interval.earliest <= base <= interval.latest:
        cut = Interval(base, interval.latest, Form.RANGE, interval.granularity)
        return replace(meaning, interval=cut)
    return meaning


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
    named = (
        first
        and words[first - 1][:1].isupper()
        and starts[first] - starts[first - 1] == len(words[first - 1]) + 1
    )
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
