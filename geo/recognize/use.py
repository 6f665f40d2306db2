"""What a place name does in its sentence: place, government, people, or part of another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Use
from geo.recognize.context import HYPHENS
from geo.recognize.tables import cues

if TYPE_CHECKING:
    from geo.recognize.context import Context, Name

_LOCATING = frozenset(
    "in near into inside outside across throughout within from at around toward towards".split()
)
_STREETS = frozenset("streets avenues roads boulevards".split())
_STREET_LEADS = frozenset("of on at between along off".split())
_STREET_WORDS = 4
_BE = frozenset("is are was were be been being".split())
_REGULAR = ("ed", "ing")
"""Endings of what a government is said to be accused of or doing: a town "was held"."""
_WARS = frozenset(("war", "wars"))
_WEEKDAYS = tuple(
    [day] for day in "monday tuesday wednesday thursday friday saturday sunday".split()
)
_REACH = 3
"""How many words further on a noun or verb may stand that belongs to the name."""
_BACK = 5
"""How many words before "to" its verb or noun may stand ("protested angrily to Tehran")."""


def use_of(context: Context, name: Name) -> tuple[Use, str]:
    """Return what *name* does in its sentence, and the words that tell so."""
    embedded = _longer_name(context, name)
    if embedded:
        return Use.EMBEDDED, embedded
    if name.facts.is_demonym:
        return Use.DEMONYM, "a word for a people"
    if name.facts.governs:
        agent = _agent(context, name)
        if agent:
            return Use.METONYM, agent
    return Use.LITERAL, ""


def shares_hyphen(context: Context, name: Name) -> bool:
    """Tell whether a hyphen joins *name* to another capitalised word."""
    words = context.words
    return any(
        words.capitalized(index) and words.capitalized(index - 1) and words.gap(index) in HYPHENS
        for index in (name.first, name.stop)
        if 0 < index < len(words)
    )


def _longer_name(context: Context, name: Name) -> str:
    """Return which longer name *name* is a part of; empty if none."""
    opened = _opened_name(context, name)
    if opened or name.facts.is_demonym:
        return opened
    words = context.words
    following = words.lower[name.stop] if name.stop < len(words) else ""
    if following in _WARS and words.gap(name.stop) == " " and not name.facts.governs:
        return f"the name of a {following}"
    return _ended_name(context, name) or _paired_street(context, name)


def _paired_street(context: Context, name: Name) -> str:
    """Return what makes *name* one of two streets: "on the corner of Sucre and Lima streets"."""
    words, stop = context.words, name.stop
    following = words.lower[stop : stop + 1]
    if following == ["and"] and words.lower[name.first - 1] in _STREET_LEADS:
        return _streets_ahead(context, stop + 1)
    joined = words.lower[name.first - 1] == "and" and words.capitalized(name.first - 2)
    return _streets_ahead(context, stop) if joined and following else ""


def _streets_ahead(context: Context, first: int) -> str:
    words = context.words
    for index in range(first, min(first + _STREET_WORDS, len(words))):
        if index > first and words.gap(index) != " ":
            return ""
        if words.lower[index] in _STREETS:
            return f"one of two {words.lower[index]}"
        if not words.capitalized(index):
            return ""
    return ""


def _opened_name(context: Context, name: Name) -> str:
    """Return what opens a name that *name* ends: "University of Baghdad", "of Texas-Austin"."""
    words, table, first = context.words, cues(), name.first
    while first and words.gap(first) in HYPHENS and words.capitalized(first - 1):
        first -= 1
    if first < 2 or words.lower[first - 1] != "of":  # noqa: PLR2004 - opener and "of"
        return ""
    opener = words.lower[first - 2]
    opens = opener in table.organization_openers or opener in table.events
    told = opens and words.capitalized(first - 2)
    return f"part of a name after {words.spelled[first - 2]!r}" if told else ""


def _ended_name(context: Context, name: Name) -> str:
    """Return what ends a name that *name* opens: "Paris Agreement"."""
    words, table = context.words, cues()
    _, stop = context.run(name)
    if stop > name.stop and (words.sentences[name.first] in context.titled or context.shouts):
        stop = name.stop + 1
    for index in range(name.stop, stop):
        word = words.lower[index]
        if word in table.titles or word in table.feature_after:
            break
        if word in table.organization_heads or word in table.events or word in table.streets:
            return f"part of a name ending in {words.spelled[index]!r}"
    return ""


def _agent(context: Context, name: Name) -> str:
    """Return what makes *name* a government here; empty if it is land."""
    if shares_hyphen(context, name):
        if not context.regions.isdisjoint((name.first - 1, name.stop)):
            return ""
        return "joined to another by a hyphen"
    after = context.after(name)
    if after > name.stop:
        return _owner(context, name, after)
    if not name.facts.is_country and _names_deed(context, name):
        return ""
    return _object(context, name) or _subject(context, name, after)


def _owner(context: Context, name: Name, after: int) -> str:
    table = cues()
    for index in _reach(context, name, after):
        word = context.words.lower[index]
        if word in table.territory:
            return ""
        if word in table.possessions:
            return f"owner of {word!r}"
    return ""


def _object(context: Context, name: Name) -> str:
    words, table = context.words, cues()
    back = _before_pair(context, name)
    if back < 0 or words.sentences[back] != words.sentences[name.first]:
        return ""
    word = words.lower[back]
    if word in table.government_before:
        return f"after {word!r}"
    if word == "to":
        start = max(0, back - _BACK)
        for index in range(back - 1, start - 1, -1):
            if (
                words.lower[index] in table.relations
                or words.lower[index] in table.government_before
            ):
                return f"after {words.lower[index]!r} and 'to'"
    return ""


def _before_pair(context: Context, name: Name) -> int:
    """Return the index of the word before *name*, or before "X and" where *name* is the second."""
    words, back = context.words, name.first - 1
    if back > 0 and words.lower[back] == "and" and words.capitalized(back - 1):
        back -= 1
        while back > 0 and words.capitalized(back) and words.joined(back):
            back -= 1
        if words.capitalized(back):
            back -= 1
    return back


def _subject(context: Context, name: Name, after: int) -> str:
    words, table = context.words, cues()
    back = _before_pair(context, name)
    if back >= 0 and words.lower[back] in _LOCATING and words.gap(name.first) == " ":
        return ""
    if words.lower[after : after + 1] == ["on"] and words.lower[after + 1 : after + 2] in _WEEKDAYS:
        after += 2
    passive = False
    for index in _reach(context, name, after):
        word = words.lower[index]
        if index > after and words.gap(index) != " ":
            return ""
        passive = passive or word in _BE
        acts = word in table.government_verbs and not (passive and not word.endswith(_REGULAR))
        if acts or (word.endswith("ed") and not passive):
            return f"subject of {word!r}"
        if word == "and" and words.lower[index + 1 : index + 2] in (["its"], ["his"], ["her"]):
            return "with its own"
        if _goes_on(context, after, index) or word.endswith("ly"):
            continue
        if word not in table.auxiliaries and not (word == "to" and index == after):
            return ""
    return ""


def _goes_on(context: Context, after: int, index: int) -> bool:
    """Tell whether the word at *index* adds a second subject: the words of "and Minsk"."""
    words = context.words
    pair = words.lower[after] == "and" and words.capitalized(after + 1)
    return pair and (index == after or words.capitalized(index))


def _names_deed(context: Context, name: Name) -> bool:
    """Tell whether a noun follows of what happened there: "the London protest".

    A verb would have an "s" after one name, which no "the" stands before.
    """
    words = context.words
    word = words.lower[name.stop] if name.stop < len(words) else ""
    before = words.lower[name.first - 1] if name.first else ""
    alone = _before_pair(context, name) == name.first - 1
    return word in cues().deeds and (before == "the" or (alone and not word.endswith("s")))


def _reach(context: Context, name: Name, after: int) -> range:
    """Return the indexes of the few words from *after* on in the sentence of *name*."""
    words = context.words
    stop = min(after + _REACH, len(words))
    while stop > after and words.sentences[stop - 1] != words.sentences[name.first]:
        stop -= 1
    return range(after, stop)
