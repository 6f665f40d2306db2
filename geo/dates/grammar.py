"""How words of time combine: one regular expression over the kinds of words.

Each rule is written over the kind names of `geo.dates.words` in the syntax of
``re``, with white space for looks; ``{...}`` inserts a fragment. The rules are
tried in order at each token, so a longer reading stands before a shorter one.
What a rule's words mean is said by the function of its name in
`geo.dates.days`, `years`, `lengths` or `spans`. A group ``lead`` must be there but
is no part of the expression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.dates.words import BREAK, KINDS, OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FRAGMENTS = {
    "NUM": "(?:(?:DAY|TWO|COUNT|YEAR|NUMBER|ONE|TEEN) (?:DASH? (?:NUMBER|ONE|TEEN|HUNDRED))*"
    " | A? HUNDRED (?:DASH? (?:NUMBER|ONE|TEEN))*)",
    "QTY": "(?:{NUM} (?:(?:TO|OR|DASH) {NUM} | DAY SLASH DAY)?"
    " (?:DASH? AND DASH A DASH HALF)? | A? FEW | A? COUPLE OF?"
    " | DOZENS OF | A)",
    "MON": "(?:MONTH | MAY | MONTHS DOT?)",
    "DATEDAY": "(?:DAY|NTH|ORDINAL|SECOND|ZEROED)",
    "SPOKEN": "(?:TEEN NUMBER (?:DASH? (?:NUMBER|ONE))?)",
    "YEARS": "(?:YEAR | {SPOKEN})",
    "ANYUNIT": "(?:DAYUNIT|DAYUNITS|QUARTER|CLOCKUNIT|CLOCKUNITS)",
    "SINGLE": "(?:DAYUNIT|QUARTER|CLOCKUNIT)",
    "PLURAL": "(?:DAYUNITS|CLOCKUNITS)",
    "ABOUT": "(?:ABOUT | NEARLY | OVER(?!THE) | NO? (?:MORE|LESS) THAN | AT (?:LEAST|MOST)"
    " | UP TO)",
    "SHIFTED": "(?:LAST|PAST|PREVIOUS|NEXT|COMING|FOLLOWING)",
    "WHICH": "(?:(?:THE|OWN|THIS|THAT)? (?:SAME|CURRENT|LATEST|{SHIFTED}) | THIS | THAT)",
    "VAGUE": "(?:THE? (?:EARLY|LATE|MID) DASH? | THE? (?:START|END|MID) OF"
    " | (?:EARLIER|LATER) (?:IN|ON)?)",
    "ZONED": "(?:LOCAL? ZONE | LOCAL TIME)",
    "CLOCK": "(?:(?:DAY|ZEROED) (?:(?:COLON|DOT) (?:DAY|TWO|ZEROED))? HALFDAY {ZONED}?"
    " | (?:DAY|ZEROED) COLON (?:DAY|TWO|ZEROED|COUNT) {ZONED}? | (?:YEAR|COUNT|ZEROED) {ZONED}"
    " | (?:DAY|NUMBER|ONE) IN THE PART | NOON | PART (?=(?:ON|COMMA)? (?:WEEKDAY|TODAY|{MON})))",
    "YEARWORD": "(?:(?:THIS|LAST|PAST|NEXT|THAT) SAME? DAYUNIT)",
}

RULES = {
    "two_days": "(?P<lead>BETWEEN|FROM)? (?:"
    "(?P<first>{MON} {DATEDAY}) (?:DASH|TO|AND) (?P<second>{DATEDAY} (?:COMMA? YEAR)?)(?!COLON)"
    "| (?P<first2>{DATEDAY}) (?:DASH|TO|AND)"
    " (?P<second2>{DATEDAY} OF? {MON} (?:COMMA? (?:YEAR|TWO))?))",
    "two_dates": "(?P<lead>FROM|BETWEEN) (?P<first>(?:{DATEDAY} OF?)? {MON} {DATEDAY}?"
    " (?:COMMA? YEAR)?) (?:TO|AND|DASH)"
    " (?P<second>(?:{DATEDAY} OF?)? {MON} {DATEDAY}? (?:COMMA? YEAR)?)"
    "| (?P<first2>(?:{DATEDAY} OF? {MON} | {MON} {DATEDAY}) (?:COMMA? YEAR)?) (?:TO|DASH)"
    " (?P<second2>(?:{DATEDAY} OF? {MON} | {MON} {DATEDAY}) (?:COMMA? YEAR)?)",
    "two_years": "(?P<lead>FROM|BETWEEN)? (?P<first>YEAR) (?:TO|AND(?<=AND)|DASH)"
    " (?P<second>YEAR|TWO)(?!DASH|MONEY|DAYUNIT|DAYUNITS)",
    "clock": "(?P<vague>ABOUT|EARLY|LATE)? (?P<clock>{CLOCK})"
    " (?:(?:COMMA|ON)? (?:(?P<weekday>WEEKDAY) COMMA?)?"
    " (?:(?P<month>{MON}) (?P<day>{DATEDAY}) | (?P<day2>{DATEDAY}) (?P<month2>{MON}))"
    " (?:COMMA? (?P<year>{YEARS}))? | (?:COMMA|ON)? (?P<weekday2>WEEKDAY) | (?P<today>TODAY))?",
    "iso_date": "(?P<year>YEAR) DASH (?P<month>ZEROED|DAY) DASH (?P<day>ZEROED|DAY)",
    "numeric_date": "(?P<a>DAY|ZEROED) (?:SLASH|DOT) (?P<b>DAY|ZEROED) (?:SLASH|DOT)"
    " (?P<year>YEAR|TWO|ZEROED|DAY)",
    "week_of": "THE DAYUNIT OF (?P<month>{MON}) (?P<day>{DATEDAY}) (?:COMMA? (?P<year>{YEARS}))?",
    "calendar_day": "(?P<vague>{VAGUE}|ABOUT)?"
    " (?:{WHICH}? (?P<weekday>WEEKDAY|SHORTDAY DOT?) COMMA? (?:THE | ON)?)?"
    " (?:(?P<which>LAST|PAST|THIS|NEXT|COMING)? (?P<month>{MON}) THE?"
    " (?P<day>{DATEDAY})(?!COLON (?:DAY|TWO|ZEROED)|MONEY)"
    " (?:COMMA? (?P<year>{YEARS}) | COMMA? (?P<that>{YEARWORD}))?"
    "| THE? (?P<day2>{DATEDAY}) (?:DAY? OF)? (?P<month2>{MON})"
    " (?:(?:COMMA|OF)? (?P<year2>{YEARS}|TWO) | COMMA? (?P<that2>{YEARWORD}))?)",
    "day_of_month": "(?<=ON) THE (?P<day>NTH)(?=COMMA|DOT|AND)",
    "calendar_month": "(?P<vague>{VAGUE}|ABOUT)? (?P<which>{WHICH}|EVERY)? (?P<month>{MON})"
    " (?:(?:DASH|COMMA|OF|COMMA? IN)? (?P<year>{YEARS}) | OF? (?P<that>{YEARWORD}))?",
    "quarter": "(?:(?P<that2>{YEARWORD}) APOSTROPHE x | (?:THE|THIS)"
    " (?!FISCAL? (?:ORDINAL|SECOND) DASH))? MEASURED? (?P<year>YEAR)?"
    " (?P<back>DAYUNIT DASH? (?:AGO|EARLIER))? FISCAL? DASH?"
    " (?:(?P<nth>ORDINAL|SECOND|LAST) DASH? (?P<half>QUARTER|HALF)(?!DASH? OLD) | (?P<q>Q))"
    " (?:(?:OF|IN|COMMA)? FISCAL? (?P<year2>YEAR) | (?:OF|IN)? (?P<that>{YEARWORD}))?",
    "same_quarter": "(?:(?:THE|OWN|A)? MEASURED?"
    " (?:(?P<year>YEAR) | (?P<back>DAYUNIT DASH? (?:AGO|EARLIER)) | MEASURED) | THE? LATEST)"
    " (?:QUARTER|PERIOD)",
    "shifted_count": "{ABOUT}? (?:THE|OWN)? (?P<which>{SHIFTED}|LATEST|ORDINAL)"
    " (?P<count>{NUM} (?:(?:TO|OR) {NUM})? | FEW | COUPLE OF?)"
    " (?:MORE|TRADING|FULL)* (?P<unit>{PLURAL}|{SINGLE}) (?:OR SO)?",
    "fuzzy_plural": "(?:THE|OWN)? (?P<which>RECENT|COMING|PAST|FUTURE|NEXT) (?P<unit>{PLURAL})"
    " (?:AND {PLURAL})?",
    "relative": "(?P<vague>{VAGUE}|ABOUT|SOMETIME)? (?:THE MEASURED PERIOD)? (?P<which>{WHICH})"
    " (?:FISCAL|FULL)*"
    " (?P<unit>DAYUNIT|QUARTER|WEEKEND|SEASON|FALL|FEAST DAYUNIT?|PART)(?!DASH|OLD) (?:OR SO)?",
    "weekday": "(?P<vague>EARLY|LATE|EARLIER|LATER)? (?P<which>{WHICH}|EVERY)?"
    " (?:(?P<days>WEEKDAYS PARTS? | WEEKDAY PARTS) | (?P<day>WEEKDAY) (?P<part>PART)?)",
    "deictic": "(?P<vague>EARLY|LATE|EARLIER|LATER|MID DASH PART)? (?P<day>TODAY) (?P<part>PART)?"
    " | (?P<night>TONIGHT|OVERNIGHT)",
    "ago": "{ABOUT}? (?:(?P<count>{QTY}) (?:MORE|TRADING|FULL)? (?P<unit>{ANYUNIT})"
    " (?:AND A HALF)? | (?P<unit2>{PLURAL})) (?:OR SO)? (?P<way>AGO|EARLIER|BEFORE|LATER|AFTER)"
    " | (?P<bare>DAYUNIT) DASH? (?P<way2>AGO|EARLIER)",
    "season": "(?P<vague>{VAGUE})? (?P<the>THE)? (?P<vague2>EARLY|LATE|MID)?"
    " (?P<season>SEASON|FALL) (?:(?:OF|COMMA)? (?P<year>{YEARS}) | (?P<that>{YEARWORD}))?",
    "decade": "(?P<vague>{VAGUE})? (?P<the>THE)? (?P<vague2>(?:EARLY|LATE|MID) DASH?)?"
    " (?:(?P<full>DECADE) | (?P<the2>APOSTROPHE)? (?P<short>DECADE2|NINETIES))",
    "century": "THE? (?P<vague>(?:EARLY|LATE|MID) DASH?)? (?P<nth>NTH|ORDINAL) DASH?"
    " (?P<unit>DAYUNIT)",
    "year": "(?P<vague>{VAGUE}|ABOUT)? (?P<fiscal>FISCAL|THE DAYUNIT)?"
    " (?P<year>YEAR|{SPOKEN}|(?<=DAYUNIT)NUMBER HUNDRED)"
    " (?!COMMA (?:COUNT) | DASH (?:{SINGLE}|OLD) | {PLURAL} | DOT (?:DAY|TWO|ZEROED) | MONEY)",
    "year_end": "(?P<vague>ABOUT)? (?:DAYUNIT (?:APOSTROPHE x)? DASH? (?P<edge>END)"
    " | THE (?P<edge2>START|END) OF THE (?P<unit>DAYUNIT))",
    "repeated": "EVERY (?P<count>{NUM}|FEW)? (?P<unit>{ANYUNIT}|PART) | (?P<often>DAILY)",
    "per": "(?<=x) A (?P<unit>DAYUNIT)(?=COMMA|DOT|IN|FOR|AND)",
    "length": "{ABOUT}? (?P<count>{NUM} | FEW) DASH (?P<unit>{SINGLE})(?!DASH? OLD)"
    " (?:DASH LONG)? | (?P<unit2>{ANYUNIT}) DASH LONG",
    "duration": "{ABOUT}? THE? (?P<count>{QTY} | HALF A) (?:MORE|FULL|TRADING)*"
    " (?P<unit>{ANYUNIT})(?!DASH? OLD | DASH LONG | (?<=QUARTER)OF) (?:AND A HALF)? (?:OR SO)?",
    "unit": "(?P<vague>(?:EARLIER|LATER) IN)? THE FULL? FISCAL?"
    " (?P<unit>DAYUNIT|QUARTER|WEEKEND|PART)(?!DASH) | (?P<plural>{PLURAL})(?!DASH? OLD)",
    "present": "NOW | THESE DAYUNITS | CURRENT | AT THIS MOMENT | (?<=AT) (?:THE|THIS) MOMENT",
    "past": "MORE? RECENTLY | RECENT | THE PAST(?!x)",
    "ahead": "SOON (?!AFTER|BEFORE) | (?<=IN) THE NEAR? FUTURE | THE NEAR DASH? TERM",
    "later": "(?<=BE) LATER (?=x)",
    "feast": "(?P<vague>{VAGUE})?"
    " (?:(?:EID x? DASH?)? (?P<feast>FEAST) (?P<eve>DAYUNIT|EVE|WEEKDAY)?"
    " | (?P<newyear>NEW DAYUNIT APOSTROPHE x (?:DAYUNIT|EVE)))(?: COMMA? (?P<year>{YEARS}))?",
    "period": "HEAD",
}
"""The rules by name, in the order in which they are tried."""

_SYMBOL = re.compile(r"(?<![\\<])\b[A-Z][A-Z0-9]*\b(?!<)")
_GROUP_NAME = re.compile(r"\?P<\w+>")
_SYMBOLS = re.compile(r"\(\?<?[=!]|\((?:\?:|\?P<\w+>)?|\w+|[)|?*]")


_NEVER_ALONE = frozenset(
    """
    A THE OWN FEW COUPLE DOZENS LAST PAST PREVIOUS NEXT COMING FOLLOWING THIS THAT SAME LATEST
    EARLIER EARLY LATE MID START END ABOUT NEARLY OVER MORE LESS AT UP NO FROM BETWEEN NEW
    NUMBER ONE TEEN HUNDRED ORDINAL SECOND EVERY HALF FISCAL MEASURED SOMETIME APOSTROPHE DAY TWO
    COUNT NTH ZEROED
    """.split()
)
"""Kinds that begin nothing before a word that is none of time."""
_NEVER_FIRST = frozenset(("DASH", "QUARTER", "CLOCKUNIT"))
"""Kinds that a rule has at its beginning only after others: "-quarter", "hour-long"."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, compiled."""

    pattern: re.Pattern[str]
    groups: Mapping[str, tuple[int, ...]]
    """The numbers of the groups of each name, and of that name with a 2."""


@cache
def finder() -> re.Pattern[str]:
    """Return the pattern that finds any rule; ``lastgroup`` names it.

    Its assertions only save time: most words begin no expression, and none begins them all.
    """
    openings = {name: _openings(_symbols(name))[0] - _NEVER_FIRST for name in RULES}
    rules = "|".join(
        f"(?={_class(kinds)})(?P<{name}>{_GROUP_NAME.sub('?:', _compiled(name))})"
        for name, kinds in openings.items()
    )
    starters, weak = _class(set().union(*openings.values())), _class(_NEVER_ALONE)
    stops = _class(("CLOSE", "BE", BREAK, OTHER))
    return re.compile(f"(?={starters})(?!{weak}{stops})(?:{rules})")


@cache
def rule(name: str) -> Rule:
    """Return the rule of that name."""
    pattern = re.compile(_compiled(name))
    numbers = pattern.groupindex
    groups = {
        group: tuple(numbers[form] for form in (group, f"{group}2") if form in numbers)
        for group in (*numbers, *(second.removesuffix("2") for second in numbers))
    }
    return Rule(pattern, groups)


def _compiled(name: str) -> str:
    return _SYMBOL.sub(lambda match: re.escape(KINDS[match[0]]), _expanded(name)).replace(" ", "")


def _expanded(name: str) -> str:
    pattern = RULES[name]
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda match: _FRAGMENTS[match[1]], pattern)
    return pattern


def _class(kinds: Iterable[str]) -> str:
    letters = sorted(KINDS.get(kind, kind) for kind in kinds)
    return f"[{''.join(letters)}]"


def _symbols(name: str) -> list[str]:
    """Return the symbols of a rule, the last one first."""
    return _SYMBOLS.findall(_expanded(name))[::-1]


def _openings(symbols: list[str]) -> tuple[set[str], bool]:
    """Take the alternatives off *symbols*, up to the bracket that closes them.

    Returns
    -------
    kinds : set of str
        What a match may begin with.
    may_be_empty : bool
    """
    kinds: set[str] = set()
    empty, opens = False, True
    while symbols and (symbol := symbols.pop()) != ")":
        if symbol == "|":
            empty, opens = empty or opens, True
            continue
        begun, skipped = _openings(symbols) if symbol[0] == "(" else ({symbol}, False)
        if symbol[-1] in "=!":
            begun, skipped = set(), True
        if symbols and symbols[-1] in "?*":
            symbols.pop()
            skipped = True
        kinds |= begun if opens else set()
        opens = opens and skipped
    return kinds, empty or opens
