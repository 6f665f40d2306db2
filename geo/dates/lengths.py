"""What lengths of time, repetitions, clock times, spans and vague words mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.dates.calendar import GRANULARITIES, shift, value_of
from geo.dates.context import day_of
from geo.dates.parts import Meaning
from geo.model import Form, Interval

if TYPE_CHECKING:
    from datetime import date

    from geo.dates.context import Context
    from geo.dates.parts import Parts

_UNITS = frozenset("DWFMQYECHNS")
_CLOCK = frozenset("HNS")
_IN_UNITS = {"F": ("W", 2), "E": ("Y", 10), "C": ("Y", 100), "N": ("M", 1)}
_FEW = (2, 7)
_HALVES = {"Y": "6M", "H": "30M"}
"""What a half of each unit adds to a length."""


def clock(parts: Parts, context: Context) -> Meaning | None:
    """Read "10 p.m. Wednesday", "noon", "1600 GMT", "4 a.m. EDT Thursday"."""
    time = _time_of(parts)
    if time is None:
        return None
    if parts.has("month"):
        year = parts.year() if parts.has("year") else context.year_in_view(0)
        month, day = int(parts.text("month")), parts.number("day") or 0
        if year is None:
            ahead = context.future(*parts.match.span())
            year = context.nearest_year(month, min(day, 28), future=ahead)
        value = "XXXX" if year is None else f"{year:04d}"
        return Meaning.date(f"{value}-{month:02d}-{day:02d}{time}")
    found = context.today
    if parts.has("weekday"):
        ahead = bool(context.future(*parts.match.span()))
        found = context.weekday(int(parts.text("weekday")), future=ahead)
    elif parts.has("today") and found is not None:
        found = shift(found, int(parts.text("today")), "D")
    elif found is not None:
        found = context.last_day() or found
    return replace(Meaning.date(f"{day_of(found)}{time}"), type="TIME")


def shifted_count(parts: Parts, context: Context) -> Meaning | None:
    """Read "the past two months", "the next few days", "the first nine months"."""
    unit = parts.one_of("unit", _UNITS)
    count = parts.number("count")
    value = _length(count, unit)
    kinds = parts.kinds("which")
    if context.today is None or unit in _CLOCK or not kinds & _BACK | kinds & _AHEAD:
        return Meaning("DURATION", value)
    most = count or _FEW[1]
    try:
        if kinds & _BACK:
            ends = shift(context.today, -most, unit), context.today
        else:
            ends = context.today, shift(context.today, most, unit)
    except (OverflowError, ValueError):
        return Meaning("DURATION", value)
    return Meaning("DURATION", value, Interval(*ends, Form.RANGE, GRANULARITIES[unit]))


def fuzzy_plural(parts: Parts, context: Context) -> Meaning | None:
    """Read "recent years", "the coming weeks"."""
    kinds = parts.kinds("which")
    if kinds & {"RECENT", "PAST"}:
        return _reference("PAST_REF", context)
    return _reference("FUTURE_REF", context)


def ago(parts: Parts, context: Context) -> Meaning | None:
    """Read "two months ago", "a day later", "a year earlier", "several years before"."""
    if parts.has("bare"):
        return _years_back(1, context) if parts.text("bare") == "Y" else None
    way = parts.words("way")[0]
    unit, count = parts.one_of("unit", _UNITS), parts.number("count")
    if way in {"before", "after"}:
        return _beside(count, unit, parts, context)
    if unit in _CLOCK:
        return _hours_from(count, unit, way, context)
    if unit == "Y" and count == 1 and way != "later" and context.quarter():
        return _years_back(1, context)
    return _days_from(count, unit, way, context)


def _days_from(count: int | None, unit: str, way: str, context: Context) -> Meaning:
    base = context.today if way == "ago" else context.told(unit)
    if count is None:
        return _some_time_from(base, unit, way)
    if base is None and way == "ago":
        return Meaning("DATE", "PAST_REF")
    if base is None:
        last = context.last()
        start = last.interval.earliest if last and way == "later" else None
        after = Interval(start, None, Form.ON_OR_AFTER, GRANULARITIES[unit])
        return Meaning("DURATION", _length(count, unit), after if start else Interval())
    return _moved(base, count if way == "later" else -count, unit)


def _moved(base: date, count: int, unit: str) -> Meaning:
    grain = {"E": "Y", "C": "Y", "F": "W"}.get(unit, unit)
    try:
        return Meaning.date(value_of(shift(base, count, unit), grain))
    except (OverflowError, ValueError):
        return Meaning("DATE", "XXXX")


def _beside(count: int | None, unit: str, parts: Parts, context: Context) -> Meaning | None:
    """Read "two days" of "two days after": the words that follow may name the day itself."""
    first, stop = parts.match.span()
    words = context.tokens.words
    if stop < len(words) and words[stop] in {".", ",", ";"} and words[stop - 1].lower() == "before":
        base = None if unit in _CLOCK else context.told(unit)
        if base is not None and count is not None:
            return _moved(base, -count, unit)
    if parts.text("count") == "1" and words[first].lower() in {"a", "an"} and unit in {"N", "S"}:
        return None
    return replace(Meaning("DURATION", _length(count, unit)), span=(first, stop - 1))


def _years_back(count: int, context: Context) -> Meaning | None:
    value = context.quarter()
    if value is None:
        if context.today is None:
            return None
        value = f"{context.today.year:04d}"
    return Meaning.date(f"{int(value[:4]) - count:04d}{value[4:]}")


def _hours_from(count: int | None, unit: str, way: str, context: Context) -> Meaning:
    length = _length(count, unit)
    base = context.today if way == "ago" else context.last_day()
    if base is None:
        return Meaning("DURATION", length)
    span = Interval(shift(base, -1, "D"), base, Form.RANGE, GRANULARITIES["H"])
    if way == "later":
        span = Interval(base, shift(base, 1, "D"), Form.RANGE, GRANULARITIES["H"])
    return Meaning("DURATION", length, span)


def _some_time_from(base: date | None, unit: str, way: str) -> Meaning:
    if base is None:
        return Meaning("DATE", "PAST_REF")
    low, high = _FEW
    try:
        if way == "later":
            ends = shift(base, low, unit), shift(base, high, unit)
        else:
            ends = shift(base, -high, unit), shift(base, -low, unit)
    except (OverflowError, ValueError):
        return Meaning("DATE", "PAST_REF")
    value = "FUTURE_REF" if way == "later" else "PAST_REF"
    return Meaning("DATE", value, Interval(*ends, Form.RANGE, GRANULARITIES[unit]))


def length(parts: Parts, _: Context) -> Meaning | None:
    """Read "two-year", "day-long", "decades-long"."""
    count = parts.number("count")
    if parts.kinds("unit") & {"DAYUNIT", "CLOCKUNIT"} and not parts.has("count"):
        count = 1
    return Meaning("DURATION", _length(count, parts.one_of("unit", _UNITS)))


def duration(parts: Parts, context: Context) -> Meaning | None:
    """Read "six months", "nearly forty years", "a few days"."""
    unit = parts.one_of("unit", _UNITS)
    words = parts.words("count")
    if words[:1] in (["a"], ["an"]) and len(words) == 1:
        return _one_unit(unit, parts, context)
    if words[:1] == ["half"] and unit == "Y":
        return Meaning("DURATION", "P6M")
    half = _HALVES.get(unit, "") if words[:1] != ["half"] and _and_a_half(parts) else ""
    return Meaning("DURATION", _length(parts.number("count"), unit) + half)


def _and_a_half(parts: Parts) -> bool:
    words = parts.tokens.words[parts.match.start() : parts.match.end()]
    return "half" in words or any(
        words[index : index + 3] == ["1", "/", "2"] for index in range(1, len(words))
    )


def _one_unit(unit: str, parts: Parts, context: Context) -> Meaning | None:
    """Read "a week": a length after "for" or "within", else a rate ("$2 a year") or mere idiom."""
    first = parts.match.start()
    before = context.tokens.words[first - 1].lower() if first else ""
    if before in {
        "for",
        "within",
        "in",
        "after",
        "over",
        "least",
        "than",
        "nearly",
        "almost",
        "him",
    }:
        return Meaning("DURATION", _length(1, unit))
    last = context.tokens.words[first]
    if (
        before[-1:].isdigit()
        or before.endswith("s")
        or before in {"share", "times", "once", "twice", "million", "people"}
    ):
        return Meaning("SET", _length(1, unit))
    return Meaning("DURATION", _length(1, unit)) if last != "A" and unit not in "NS" else None


def per(parts: Parts, _: Context) -> Meaning | None:
    """Read "a year" of "ten thousand tons a year"."""
    return Meaning("SET", _length(1, parts.one_of("unit", _UNITS)))


def repeated(parts: Parts, _: Context) -> Meaning | None:
    """Read "every day", "each month", "daily"."""
    if parts.has("often"):
        return Meaning("SET", parts.text("often"))
    unit = parts.one_of("unit", _UNITS)
    return Meaning("SET", _length(parts.number("count") or 1, unit) if unit else "P1D")


def unit(parts: Parts, context: Context) -> Meaning | None:
    """Read "the year", "the weekend", "weeks"."""
    if parts.has("plural"):
        if parts.text("plural") == "Q":
            return None
        return Meaning("DURATION", _length(None, parts.one_of("plural", _UNITS)))
    first, stop = parts.match.span()
    words = context.tokens.words
    letter = parts.text("unit")
    after = words[stop].lower() if stop < len(words) else ""
    before = words[first - 1].lower() if first else ""
    if after in {"ended", "ending"}:
        return Meaning("DURATION", _length(1, letter))
    if before not in _AROUND and letter not in {"Q", "WE"} and not parts.has("vague"):
        return None
    return _the_unit(letter, context)


def _the_unit(letter: str, context: Context) -> Meaning | None:
    published = context.today
    if letter == "Q":
        value = context.quarter()
        if value is None and published is not None:
            value = value_of(shift(published, -1, "Q"), "Q")
        return Meaning.date(value) if value else None
    if letter in {"C", "E"} or published is None:
        return None
    if letter == "WE":
        back = 0 if published.isoweekday() > 5 else -1  # noqa: PLR2004 - Saturday, Sunday
        return Meaning.date(value_of(shift(published, back, "W"), "WE"))
    if not letter.isalpha() or letter not in "DWMY":
        return Meaning.date(f"{value_of(published, 'D')}T{letter}") if len(letter) > 1 else None
    day = context.last_day() or published if letter == "D" else published
    return Meaning.date(value_of(day, letter))


def present(_: Parts, context: Context) -> Meaning | None:
    """Read "now", "currently"."""
    return _reference("PRESENT_REF", context)


def past(_: Parts, context: Context) -> Meaning | None:
    """Read "recently", "in the past"."""
    return _reference("PAST_REF", context)


def ahead(parts: Parts, context: Context) -> Meaning | None:
    """Read "soon", "the future"."""
    first = parts.match.start()
    if first and context.tokens.words[first - 1].lower() == "as":
        return None
    return _reference("FUTURE_REF", context)


def later(_: Parts, context: Context) -> Meaning | None:
    """Read "was later put": after the last date whose year the text says."""
    last = next((anchor for anchor in reversed(context.anchors) if anchor.year_said), None)
    if last is None or last.interval.earliest is None:
        return None
    interval = Interval(last.interval.earliest, None, Form.ON_OR_AFTER, last.interval.granularity)
    return Meaning("DATE", "PAST_REF", interval)


def _reference(value: str, context: Context) -> Meaning:
    day = context.today
    interval = {
        "PRESENT_REF": Interval(day, day, Form.EXACT),
        "PAST_REF": Interval(None, day, Form.ON_OR_BEFORE),
        "FUTURE_REF": Interval(day, None, Form.ON_OR_AFTER),
    }[value]
    return Meaning("DATE", value, Interval() if day is None else interval)


def _length(count: int | None, unit: str) -> str:
    letter, times = _IN_UNITS.get(unit, (unit, 1))
    if count is None:
        letter, times = ("E" if unit == "E" else "C" if unit == "C" else letter), 1
    number = "X" if count is None else str(count * times)
    return f"P{'T' if unit in _CLOCK else ''}{number}{letter}"


def _time_of(parts: Parts) -> str | None:
    values = parts.values("clock")
    kinds = parts.kinds("clock")
    zone = "Z" if "Z" in values else ""
    digits = [value for value in values if value.isdigit()]
    if kinds == {"PART"}:
        return f"T{values[0]}:00" if values[0].isdigit() else f"T{values[0]}"
    if not digits:
        return None
    if len(digits[0]) > 2:  # noqa: PLR2004 - "1600 GMT"
        return f"T{digits[0][:-2]:0>2}:{digits[0][-2:]}{zone}"
    hour, minute = int(digits[0]), digits[1] if len(digits) > 1 else "00"
    late = any(word.startswith("p") for word in parts.words("clock"))
    late = late or bool({"AF", "EV"} & set(values))
    hour = hour % 12 + 12 if late else hour % 12 if "HALFDAY" in kinds else hour
    return f"T{hour:02d}:{minute[:2]:0>2}{zone}" if hour < 24 else None  # noqa: PLR2004


_BACK = {"LAST", "PAST", "PREVIOUS", "LATEST"}
_AHEAD = {"NEXT", "COMING"}
_AROUND = frozenset(
    """
    in during of for through throughout over by until this on earlier later and since within end
    """.split()
)
