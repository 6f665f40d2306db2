"""What spans of two dates mean, and the named periods of conflicts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.dates.calendar import interval_of
from geo.dates.parts import Meaning, number_of
from geo.dates.periods import periods
from geo.dates.words import MONTH_WORDS
from geo.model import Form, Interval

if TYPE_CHECKING:
    from geo.dates.context import Context
    from geo.dates.parts import Parts


def two_days(parts: Parts, context: Context) -> list[Meaning]:
    """Read "3-5 May", "between October 3 and 5": two days, each with the whole span."""
    return _two(parts, context)


def two_dates(parts: Parts, context: Context) -> list[Meaning]:
    """Read "from May to July 1992", "between 3 May and 6 June"."""
    return _two(parts, context)


def two_years(parts: Parts, _: Context) -> list[Meaning]:
    """Read "between 1985 and 1987", "1988-94"."""
    first, second = (int(parts.text(name)) for name in ("first", "second"))
    if second < 100:  # noqa: PLR2004 - "1988-94"
        second += first // 100 * 100
    if not 1000 <= first < second or not 1700 <= second < 2100:  # noqa: PLR2004
        return []
    return _joined(parts, f"{first:04d}", f"{second:04d}", inferred=())


def _two(parts: Parts, context: Context) -> list[Meaning]:
    months = [_part(parts, name, "month") for name in ("first", "second")]
    days = [_part(parts, name, "day") for name in ("first", "second")]
    years = [_part(parts, name, "year") for name in ("first", "second")]
    month = [months[0] or months[1], months[1] or months[0]]
    if month[0] is None or month[1] is None:
        return []
    said = years[1] or years[0]
    year = said or context.year_in_view(context.tokens.starts[parts.match.start()])
    if year is None:
        tense = context.future(*parts.match.span())
        year = context.nearest_year(month[1], min(days[1] or 1, 28), future=tense)
    if year is None:
        return []
    first_year = years[0] or (year - 1 if month[0] > month[1] else year)
    ends = [
        f"{y:04d}-{m:02d}" + (f"-{d:02d}" if d else "")
        for y, m, d in ((first_year, month[0], days[0]), (year, month[1], days[1]))
    ]
    return _joined(parts, *ends, inferred=() if said else ("year",))


def _joined(parts: Parts, first: str, second: str, *, inferred: tuple[str, ...]) -> list[Meaning]:
    low, high = interval_of(first), interval_of(second)
    if low.earliest is None or high.latest is None or low.earliest > high.latest:
        return []
    whole = Interval(low.earliest, high.latest, Form.RANGE, low.granularity)
    return [
        replace(
            Meaning("DATE", value, whole, inferred, not inferred),
            span=(parts.indexes(name).start, parts.indexes(name).stop),
        )
        for name, value in (("first", first), ("second", second))
    ]


def _part(parts: Parts, name: str, what: str) -> int | None:
    for index in parts.indexes(name):
        word = parts.tokens.words[index]
        number = number_of([parts.tokens.value(index)])
        if number is None:
            continue
        kind = "month" if word.isalpha() and word.lower() in MONTH_WORDS else "day"
        kind = "year" if kind == "day" and number > 31 else kind  # noqa: PLR2004 - days in a month
        if kind == what:
            return number + 1900 if kind == "year" and number < 100 else number  # noqa: PLR2004
    return None


def period(parts: Parts, context: Context) -> Meaning | None:
    """Read "the first Nagorno-Karabakh War" from its last word back."""
    tokens, stop = context.tokens, parts.match.end()
    longest = max(map(len, periods()), default=0)
    words = [w.lower().replace("’", "'") for w in tokens.words[max(stop - longest, 0) : stop]]
    for count in range(len(words), 1, -1):
        found = periods().get(tuple(words[-count:]))
        if found is not None:
            start = stop - count
            latest = found.latest or context.today
            form = Form.RANGE if latest else Form.ON_OR_AFTER
            value = f"{found.earliest}/{latest}" if latest else f"{found.earliest}/"
            return replace(
                Meaning("DATE", value, Interval(found.earliest, latest, form)), span=(start, stop)
            )
    return None
