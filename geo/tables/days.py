"""Days as tables give them, and the interval that each may mean: a day is never invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.errors import FormatError
from geo.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable

Cells = Any
"""A pandas Series of any dtype; its stubs know too little of dates to help."""

_YEAR = r"(?:\d{4})(?:\.0+)?"
_MONTH = r"\d{4}[-/]\d{1,2}|\d{1,2}/\d{4}|[^\W\d]{3,9}\.?,?[ -]\d{4}"
_NUMERIC = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-]\d{4}")
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
"""Where days are written with full stops, the day comes first."""
_COUNTED = {
    r"[2-5]\d{4}(?:\.\d+)?": (pd.Timedelta(days=1), "1899-12-30"),
    r"\d{9,10}(?:\.0+)?": (pd.Timedelta(seconds=1), "1970-01-01"),
    r"\d{12,13}(?:\.0+)?": (pd.Timedelta(milliseconds=1), "1970-01-01"),
}
"""Times as numbers, each pattern with its unit and day 0: Excel's days since 1954, and clocks'."""
_WEEK = pd.Timedelta(days=6)
_FIRST_YEAR = 1000


def read_days(cells: Cells, name: str) -> pd.DataFrame:
    """Return what days the cells of a column mean.

    Parameters
    ----------
    cells : Series
        Time stamps, or text: ``2020``, ``2020-10``, ``2020-10-18``, ``18 October 2020``,
        ``18.10.2020``, with or without a time. Years may be numbers, and so may days as Excel
        counts them, and seconds or milliseconds since 1970.
    name : str
        Name of the column, for errors.

    Returns
    -------
    DataFrame
        Columns ``earliest`` and ``latest`` (time stamps without zone, NaT where unknown) and
        ``granularity`` (``"year"``, ``"month"`` or None), with the index of *cells*.

    Raises
    ------
    FormatError
        If days such as 03/04/2020 may be of two months and no other cell settles it.
    """
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        stamps = _plain(cells)
        return _frame(stamps, stamps)
    # Days repeat in a table of events: each is read but once.
    rows, distinct = pd.factorize(cells.astype("string").str.strip(), use_na_sentinel=False)
    return _read_texts(pd.Series(distinct), name).take(rows).set_axis(cells.index)


def _read_texts(texts: Cells, name: str) -> pd.DataFrame:
    texts = _spelled(texts)
    years, months = texts.str.fullmatch(_YEAR), texts.str.fullmatch(_MONTH)
    years, months = years.fillna(value=False), months.fillna(value=False)
    stamps = _stamps(texts.mask(years, texts.str[:4] + "-01-01"), name)
    latest = stamps.mask(years, stamps + pd.offsets.YearEnd(0))
    latest = latest.mask(months, stamps + pd.offsets.MonthEnd(0))
    found = _frame(stamps, latest)
    found["granularity"] = found["granularity"].mask(years, "year").mask(months, "month")
    return found


def unread(cells: Cells, days: pd.DataFrame) -> FormatError | None:
    """Return what is wrong with the cells of a column that say something, but no day."""
    texts = cells.astype("string").str.strip()
    wrong = texts[texts.fillna("").ne("") & days["earliest"].isna()]
    if wrong.empty:
        return None
    example = f"{wrong.iloc[0]!r}" + (" ..." if len(wrong) > 1 else "")
    what = f"has {counted(len(wrong), 'row')} with no day that can be read ({example})"
    return FormatError(f"column {cells.name!r}", f"{what}, shown as undated", "write YYYY-MM-DD")


def widen(days: pd.DataFrame, codes: Cells, rules: dict[int, str]) -> pd.DataFrame:
    """Return *days* as wide as *codes* say that they are known.

    Parameters
    ----------
    days : DataFrame
        As `read_days` gives them.
    codes : Series
        ACLED's ``time_precision`` or UCDP's ``date_prec``.
    rules : dict of int to str
        What each code means: a granularity, or ``"around"`` for any week that holds the day.
    """
    days = days.copy()
    numbers = pd.to_numeric(codes, errors="coerce")
    for code, granularity in rules.items():
        rows = (numbers == code) & days["earliest"].notna()
        if not rows.any():
            continue
        first, last = days.loc[rows, "earliest"], days.loc[rows, "latest"]
        earliest, latest = _WIDENINGS[granularity](first.dt.normalize(), last.dt.normalize())
        days.loc[rows, "earliest"], days.loc[rows, "latest"] = earliest, latest
        days.loc[rows, "granularity"] = "week" if granularity == "around" else granularity
    return days


def _week(first: Cells, last: Cells) -> tuple[Cells, Cells]:
    monday = first - pd.to_timedelta(first.dt.day_of_week, unit="D")
    return monday.where(first == last, first), (monday + _WEEK).where(first == last, last)


def _month(first: Cells, last: Cells) -> tuple[Cells, Cells]:
    start = first.dt.to_period("M").dt.start_time
    return start, last + pd.offsets.MonthEnd(0)


def _year(first: Cells, last: Cells) -> tuple[Cells, Cells]:
    one_day = first == last
    start = first.dt.to_period("Y").dt.start_time
    return start.where(one_day, first), (last + pd.offsets.YearEnd(0)).where(one_day, last)


def _same(first: Cells, last: Cells) -> tuple[Cells, Cells]:
    return first, last


_WIDENINGS: dict[str, Callable[[Cells, Cells], tuple[Cells, Cells]]] = {
    "day": _same,
    "week": _week,
    "around": lambda first, last: (first - _WEEK, last + _WEEK),
    "month": _month,
    "year": _year,
}


def _spelled(texts: Cells) -> Cells:
    """Return days that are counted, or written with full stops, as ISO dates."""
    for pattern, (unit, origin) in _COUNTED.items():
        rows = texts.str.fullmatch(pattern).fillna(value=False)
        if rows.any():
            numbers = texts[rows].astype(float)
            stamps = pd.Timestamp(origin) + numbers * unit
            texts = texts.mask(rows, stamps.dt.round("s").astype("string"))
    return texts.str.replace(_DOTTED, lambda found: "-".join(found.groups()[::-1]), regex=True)


def _frame(earliest: Cells, latest: Cells) -> pd.DataFrame:
    none = pd.Series(None, index=earliest.index, dtype=object)
    return pd.DataFrame({"earliest": earliest, "latest": latest, "granularity": none})


def _stamps(texts: Cells, name: str) -> Cells:
    # pandas would read the days of 2020-10-04, too, as coming first.
    day_first = texts.str.match(_NUMERIC).fillna(value=False) & _is_day_first(texts, name)
    stamps = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[s]")
    for rows, first in ((day_first, True), (~day_first, False)):
        stamps[rows] = _plain(
            pd.to_datetime(texts[rows], errors="coerce", utc=True, format="mixed", dayfirst=first)
        )
    # "Oct-20" has a day or a year, and is taken for a day of the year 1.
    return stamps.where(stamps.dt.year >= _FIRST_YEAR)


def _plain(stamps: Cells) -> Cells:
    if getattr(stamps.dt, "tz", None) is not None:
        stamps = stamps.dt.tz_convert("UTC").dt.tz_localize(None)
    return stamps.astype("datetime64[s]")


def _is_day_first(texts: Cells, name: str) -> bool:
    """Tell whether days such as 18/10/2020 begin with the day, by those that can't be otherwise."""
    parts = texts.dropna().str.extract(_NUMERIC).dropna().astype(int)
    if parts.empty:
        return False
    first, second = parts[0].max(), parts[1].max()
    if first <= 12 and second <= 12 and (parts[0] != parts[1]).any():  # noqa: PLR2004 - months
        example = texts[(parts[0] != parts[1]).idxmax()]
        what = f"has days like {example!r}, which may be of two months"
        raise FormatError(f"column {name!r}", what, "write them as YYYY-MM-DD")
    return bool(first > 12)  # noqa: PLR2004 - months
