"""Runs of capitalised words, and whose names they are: people's, bodies', events', streets'."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from geo.recognize.tables import cues, given_names, lower_percent, opening_words, surnames
from geo.text import normalize_name

if TYPE_CHECKING:
    from geo.recognize.words import Words

_MOSTLY = 0.75
_OFTEN_LOWER = 60
_LEAST = 0.4
"""Share of capitals, among all words, below which no headline falls."""
_ENOUGH_WORDS = 5
_LONG = 4
"""Letters of the shortest word that headlines capitalise, as they do not "of" and "the"."""
AGES = range(1, 120)
_KIN = frozenset(
    """
    son daughter wife husband brother sister mother father girlfriend boyfriend fiancee niece nephew
    grandson granddaughter stepson stepdaughter
    """.split()
)
_LIVED = frozenset(
    """
    died married lived pleaded testified resigned graduated wept smiled grinned laughed shrugged
    walked drove
    """.split()
)
"""What people do, and no place."""
_PASSIVE = frozenset(("was", "were", "is"))
_SUFFERED = frozenset(
    """
    born arrested charged sentenced convicted indicted acquitted hospitalized jailed handcuffed
    married survived driving wearing treated pronounced paroled
    """.split()
)
"""What people are, and no place."""
_ARTICLES = frozenset(("a", "an", "the"))
_PERSONS = frozenset(
    "democrat republican native veteran lawyer farmer teacher journalist student retiree".split()
)
_OWNERS = frozenset("his her their my our whose s".split())
_ASIDE_ENDS = frozenset(",.;)")


class Run(NamedTuple):
    """Capitalised words that stand together, from the word *first* up to before *stop*."""

    first: int
    stop: int


@dataclass(slots=True)
class People:
    """The people of an article, by the words of their names."""

    surnames: set[str] = field(default_factory=set)
    """Last words of full names, in lower case; a bare one later is the same person."""
    words: set[int] = field(default_factory=set)
    """Indexes of the words that belong to the name of a person."""
    kin: set[int] = field(default_factory=set)
    """Those that are somebody's daughter or the like, whatever else bears the name."""


def find_runs(words: Words) -> list[Run]:
    """Return the longest runs of capitalised words that nothing but a space or hyphen parts.

    "The" and the like that open a sentence belong to no run that follows.
    """
    high = words.high
    gaps = words.gaps
    apart = {
        index + 1
        for index in words.openings
        if words.lower[index] in opening_words() and not words.spelled[index].isupper()
    }
    tied = [
        index > 0
        and high[index - 1]
        and (gaps[index] == " " or words.joined(index))
        and index not in apart
        for index in words.capitals
    ]
    firsts = [index for index, goes_on in zip(words.capitals, tied, strict=True) if not goes_on]
    stops = [
        index + 1
        for index, goes_on in zip_longest(words.capitals, tied[1:], fillvalue=False)
        if not goes_on
    ]
    return list(map(Run, firsts, stops))


class Titled:
    """The sentences, by their numbers, whose words are capitalised all alike.

    Capitals tell nothing there. A sentence is looked at when it is first asked for.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._told: dict[int, bool] = {}

    def __contains__(self, number: int) -> bool:
        """Tell whether the sentence *number* is one of them."""
        titled = self._told.get(number)
        if titled is None:
            first, *following = self._words.openings[number : number + 2]
            stop = following[0] if following else len(self._words)
            titled = self._told[number] = _is_titled(self._words, first, stop)
        return titled


def _is_titled(words: Words, first: int, stop: int) -> bool:
    capitals = sum(words.high[first:stop])
    if capitals < _MOSTLY * _ENOUGH_WORDS or capitals < _LEAST * (stop - first):
        return False
    long = [
        words.high[index]
        for index in range(first, stop)
        if (len(word := words.spelled[index]) >= _LONG or (len(word) > 1 and word.isupper()))
        and not (index > first and _goes_on_listing(words, index))
    ]
    return len(long) >= _ENOUGH_WORDS and sum(long) >= _MOSTLY * len(long)


def _goes_on_listing(words: Words, index: int) -> bool:
    """Tell whether a capital is that of a further name of a list, or of a day: "Gao, Kidal"."""
    if not words.high[index]:
        return False
    return words.lower[index] in cues().calendar or (
        words.high[index - 1] and words.gap(index).startswith(",")
    )


def find_people(words: Words, runs: list[Run], titled: Titled) -> People:
    """Return the people that full names, titles and what is said of them reveal."""
    people = People()
    titles = cues().titles
    for run in runs:
        if run.stop - run.first == 1 and words.lower[run.first - 1] not in titles:
            if words.lower[run.first - 1] in _KIN and _is_kin(words, run.first):
                people.kin.add(run.first)
                people.surnames.add(words.lower[run.first])
            elif _lives(words, run.first):
                people.surnames.add(words.lower[run.first])
            continue
        for first, stop in _name_parts(words, run):
            if _is_person(words, first, stop, titled):
                people.words.update(range(first, stop))
                if stop - first > 1 and words.sentences[first] not in titled:
                    people.surnames.add(words.lower[_surname(words, first, stop)])
    return people


def _is_kin(words: Words, index: int) -> bool:
    """Tell whether the name at *index*, after "daughter", is that of "her daughter, Brittany,"."""
    noun = index - 1
    if noun < 1 or words.gap(index) not in (" ", ", "):
        return False
    if words.lower[noun - 1] not in _OWNERS:
        return False
    ends = index + 1 == len(words) or words.gap(index + 1)[:1] in _ASIDE_ENDS
    return ends or words.gap(index) == " "


def _lives(words: Words, index: int) -> bool:
    """Tell whether somebody by the name at *index* does what only people do: "Lincoln died"."""
    after = index + 1
    if after + 1 >= len(words) or words.gap(after) not in (" ", ", "):
        return False
    if words.lower[index - 1] == "of" or words.lower[index - 1] in cues().prepositions:
        return False
    verb = words.lower[after]
    if words.gap(after) == ", ":
        told = verb == "who" or (verb in _ARTICLES and words.lower[after + 1] in _PERSONS)
    elif verb in _PASSIVE:
        told = words.lower[after + 1] in _SUFFERED
    else:
        told = verb in _LIVED
    return told and (is_surname(words.spelled[index]) or is_given(words.spelled[index]))


def is_given(word: str) -> bool:
    """Tell whether *word*, as spelled, is a given name of people."""
    return normalize_name(word) in given_names()


def is_surname(word: str) -> bool:
    """Tell whether *word*, as spelled, is a family name of people."""
    return normalize_name(word) in surnames()


def _name_parts(words: Words, run: Run) -> list[tuple[int, int]]:
    """Return the stretches of *run* that its titles part: "Houston Mayor | Bill White"."""
    titles = cues().titles
    if titles.isdisjoint(words.lower[run.first : run.stop]):
        return [run]
    first = run.first
    parts: list[tuple[int, int]] = []
    for index in range(run.first, run.stop):
        if words.lower[index] in titles:
            if index > first:
                parts.append((first, index))
            first = index + 1
    if first < run.stop:
        parts.append((first, run.stop))
    return parts


def _surname(words: Words, first: int, stop: int) -> int:
    last = stop - 1
    while last > first + 1 and words.lower[last] in cues().suffixes:
        last -= 1
    return last


def _is_person(words: Words, first: int, stop: int, titled: Titled) -> bool:
    titled_person = first and words.lower[first - 1] in cues().titles and words.joined(first)
    if titled_person:
        told = _titled_person(words, first, stop)
    elif stop - first == 1 or words.lower[first] in cues().directions:
        return False
    elif is_given(words.spelled[first]) and not _is_common(words, first):
        told = _follows_given(words, first, stop)
    else:
        told = _acts_as_person(words, first, stop) and words.sentences[first] not in titled
    return told and not _names_a_thing(words, first, stop)


def _names_a_thing(words: Words, first: int, stop: int) -> bool:
    table, last = cues(), words.lower[stop - 1]
    ends = last in table.organization_heads or last in table.streets or last in table.events
    return ends or not table.feature_after.keys().isdisjoint(words.lower[first + 1 : stop])


def _titled_person(words: Words, first: int, stop: int) -> bool:
    capitalized_title = words.capitalized(first - 1)
    return capitalized_title or stop - first > 1 or is_surname(words.spelled[first])


def _follows_given(words: Words, first: int, stop: int) -> bool:
    second = first + 1
    initial = len(words.spelled[second]) == 1
    return initial or stop - first > 2 or not _is_common(words, second)  # noqa: PLR2004 - "A B C"


def _acts_as_person(words: Words, first: int, stop: int) -> bool:
    """Tell whether two to four words before "said" or ", 19," are a name of a person."""
    if stop - first > 4 or stop >= len(words):  # noqa: PLR2004 - longer runs are titles
        return False
    speaks = words.gaps[stop] == " " and words.lower[stop] in cues().speech
    acts = is_surname(words.spelled[stop - 1]) if speaks else _is_age(words, stop)
    return acts and not any(_is_common(words, index) for index in range(first, stop))


def _is_age(words: Words, index: int) -> bool:
    """Tell whether the word at *index* is an age between commas: ", 19,"."""
    if words.gaps[index] != ", " or not words.spelled[index].isdecimal():
        return False
    return int(words.spelled[index]) in AGES and words.text.startswith(",", words.stops[index])


def _is_common(words: Words, index: int) -> bool:
    return lower_percent().get(words.lower[index], 0) >= _OFTEN_LOWER
