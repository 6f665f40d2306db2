"""What stands beside an expression and changes its ends; what a publisher's dates look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Form, Interval

if TYPE_CHECKING:
    from geo.dates.tokens import Tokens
    from geo.model import Source

_ON_OR_AFTER = frozenset({"since", "after"})
_ON_OR_BEFORE = frozenset({"before", "until", "till", "by"})
_PARTS_OF_DAY = frozenset("dawn sunrise sunset dusk nightfall midday noon midnight".split())
_DAY_FIRST_DOMAINS = (".uk", ".au", ".nz", ".ie", ".in", ".za", ".ng", ".ke", ".pk", ".eu")
_MONTH_FIRST_DOMAINS = (".gov", ".mil", ".us")


def with_hint(interval: Interval, tokens: Tokens, first: int) -> Interval:
    """Open one end of an interval where the word before says "since" or "before"."""
    word = tokens.words[first - 1].lower() if first else ""
    part = tokens.words[first].lower() in _PARTS_OF_DAY  # "before dawn on Monday" is on Monday
    if part or interval.form not in {Form.EXACT, Form.RANGE}:
        return interval
    if word in _ON_OR_AFTER:
        return Interval(interval.earliest, None, Form.ON_OR_AFTER, interval.granularity)
    if word in _ON_OR_BEFORE:
        return Interval(None, interval.latest, Form.ON_OR_BEFORE, interval.granularity)
    return interval


def month_first(source: Source) -> bool | None:
    """Tell whether a publisher writes the month before the day; None where nothing tells."""
    language = (source.language or "").lower().replace("_", "-")
    if language == "en-us":
        return True
    if language and language != "en":
        return False
    host = (source.url or "").partition("//")[2].partition("/")[0].lower()
    if host.endswith(_DAY_FIRST_DOMAINS):
        return False
    return True if host.endswith(_MONTH_FIRST_DOMAINS) else None
