"""What stands around a name: the cues for and against its being a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property, lru_cache
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from geo.recognize.runs import AGES, Titled, find_people, find_runs, is_given
from geo.recognize.tables import cues, lower_percent
from geo.recognize.weigh import SHOUTED
from geo.recognize.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.recognize.facts import Facts
    from geo.recognize.runs import People

_LEADS = frozenset(("of", "to", "from", "at", "the"))
"""Words before a name that mean little without the word before them."""
_REMEMBERED = 1 << 15
_OFTEN_LOWER = 50
HYPHENS = frozenset("-‐‑–")
_DATELINE = re.compile(r"(?:[,(\s][^;:!?\n]{0,50})?\s(?:--?|—|–)\s")
"""What may stand between the place of a dateline and the report: a region, a day, an agency."""
_PARTIES = frozenset(("D", "R", "I", "DFL"))
_UPPER_SHARE = 0.6
_AGENCIES = frozenset("ap afp reuters upi tass itar interfax efe dpa xinhua irna".split())


class Name(NamedTuple):
    """A stretch of text that may be a place name: words *first* up to before *stop*."""

    start: int
    end: int
    first: int
    stop: int
    spelled: str
    facts: Facts


class Context:
    """An article as recognition sees it: its words, runs of capitals, people."""

    def __init__(self, text: str) -> None:
        self.words = Words.of(text)
        self.runs = find_runs(self.words)
        self.titled = Titled(self.words)
        self.areas: set[int] = set()
        """Indexes of the words that open the name of a country or region."""
        self.regions: set[int] = set()
        """Those that open the name of a part of a country."""
        self.demonyms: set[int] = set()
        """Indexes of the words that open a word for a people, or for what it speaks."""
        self.short_regions: set[int] = set()
        """Where regions begin that news shorten: "Salina, Kan."."""
        self.people: People = find_people(self.words, self.runs, self.titled)

    @cached_property
    def _run_firsts(self) -> list[int]:
        return [run.first for run in self.runs]

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Return the words of the article as it spells them."""
        return frozenset(self.words.spelled)

    @cached_property
    def shouts(self) -> bool:
        """Tell whether the whole article is in capitals."""
        words = self.words
        if len(words.capitals) < _UPPER_SHARE * len(words):
            return False
        if words.text.isupper():
            return True
        long = [word for word in words.spelled if len(word) > 1 and word[0].isalpha()]
        return sum(map(str.isupper, long)) > _UPPER_SHARE * len(long)

    def run(self, name: Name) -> tuple[int, int]:
        """Return the run of capitalised words that *name* stands in."""
        number = bisect_right(self._run_firsts, name.first) - 1
        first, stop = name.first, name.stop
        if number >= 0 and self.runs[number].stop > name.first:
            first, stop = self.runs[number].first, max(self.runs[number].stop, name.stop)
        if stop == name.stop and self.words.lower[stop - 1] == "s" and self.words.joined(stop):
            return first, self._run_from(stop)
        return first, stop

    def _run_from(self, index: int) -> int:
        """Return where the run that begins at *index* ends, as "School" after "St. X's"."""
        number = bisect_right(self._run_firsts, index) - 1
        opens = number >= 0 and self.runs[number].first == index
        return self.runs[number].stop if opens else index

    def after(self, name: Name) -> int:
        """Return the index of the word after *name*, past its possessive ending."""
        words, index = self.words, name.stop
        possessive = index < len(words) and words.lower[index] == "s" and words.gap(index) in "'’ʼ`"
        return index + 1 if possessive else index

    def possessive(self, name: Name) -> bool:
        """Tell whether *name* has a possessive ending."""
        tail = self.words.text[name.end : name.end + 2]
        return tail[:1] in ("'", "’", "ʼ", "`") and (tail[1:] == "s" or name.spelled.endswith("s"))

    def cues(self, name: Name) -> list[str]:
        """Return the cues around *name*."""
        titled = self.words.sentences[name.first] in self.titled
        told = ["in a headline"] if titled else []
        if name.start in self.short_regions:
            told.append("a region's short form")
        told += self._opening_cues(name)
        told += self._people_cues(name)
        told += self._before_cues(name)
        told += self._after_cues(name)
        if not (titled or self.shouts):
            told += self._run_cues(name)
        return told

    def _opening_cues(self, name: Name) -> Iterator[str]:
        lower, single = self.words.lower[name.first], name.stop - name.first == 1
        code = name.facts.is_country and name.spelled.isupper()
        if self.words.opens_sentence(name.first):
            yield "opens a sentence"
            if self._is_dateline(name):
                yield "a dateline"
            elif self._is_acronym(name):
                yield "an acronym opens a sentence"
            if single and not code and lower_percent().get(lower, 0) >= _OFTEN_LOWER:
                yield "a common word opens a sentence"
        if name.facts.is_distinct and self.words.sentences[name.first] in self._fights:
            yield "no other word, where there is war"
        if self.shouts and name.facts.is_common:
            yield SHOUTED
        elif self.shouts and name.facts.is_demonym:
            yield "a people where all is in capitals"
        elif single and not code and lower in self.spellings:
            yield "in lower case elsewhere"

    @cached_property
    def _fights(self) -> frozenset[int]:
        """Return the numbers of the sentences that tell of warfare."""
        words, table = self.words, cues()
        told = compress(words.sentences, map(table.warfare.__contains__, words.lower))
        return frozenset(told)

    def _is_dateline(self, name: Name) -> bool:
        """Tell whether *name* is in capitals, as the others are not, and a dash ends its line."""
        told = name.spelled.isupper() and not self.shouts
        return told and _DATELINE.match(self.words.text, name.end) is not None

    def _is_acronym(self, name: Name) -> bool:
        """Tell whether *name* is a word in capitals, as the others are not, before a small one."""
        alone = name.spelled.isupper() and name.spelled.isalpha() and not name.facts.is_country
        if not alone or self.shouts or not self._goes_on(name):
            return False
        return self.words.spelled[name.stop].islower()

    def _people_cues(self, name: Name) -> Iterator[str]:
        if not self.people.words.isdisjoint(range(name.first, name.stop)):
            yield "in a person's name"
        elif (
            name.stop - name.first == 1
            and not name.facts.is_demonym
            and self.words.lower[name.first] in self.people.surnames
        ):
            yield "a person's name in this article"

    def _before_cues(self, name: Name) -> Iterator[str]:
        words, before = self.words, name.first - 1
        if before < 0:
            return
        gap, word = words.gaps[name.first], words.lower[before]
        if gap in (" ", "-") or gap.isspace():
            earlier = words.lower[before - 1] if before and word in _LEADS else ""
            yield from told_before(word, earlier, capitalized=words.high[before])
            if self._is_home(before):
                yield "after a person's age"
            elif gap == "-" and self._is_party(before):
                yield "after a party"
            elif gap == "-" and self._is_campus(before):
                yield "a campus"
        elif gap == ", " and words.high[before]:
            yield "after a capital and comma"
        if gap.endswith("("):
            known = words.high[before] and gap == " ("
            yield "in parentheses after a capital" if known else "in parentheses"
            if known and words.lower[name.stop : name.stop + 1] == ["in"]:
                yield "another name in parentheses"
        elif word == "in" and name.facts.is_demonym and not self._goes_on(name):
            yield "a language"

    def _is_home(self, index: int) -> bool:
        """Tell whether the word at *index* is the "of" of "Ann Hill, 30, of Leeds"."""
        words = self.words
        if words.lower[index] not in ("of", "from") or words.gap(index) != ", ":
            return False
        age = words.spelled[index - 1]
        return age.isdecimal() and int(age) in AGES and words.gap(index - 1) == ", "

    def _is_party(self, index: int) -> bool:
        """Tell whether the word at *index* is the "D" of "Ann Hill, D-Leeds"."""
        words = self.words
        return words.spelled[index] in _PARTIES and words.gap(index) in (", ", " (")

    def _is_campus(self, index: int) -> bool:
        """Tell whether the word at *index* is the "Texas" of "University of Texas-Paris"."""
        head, of = self.words.lower[max(index - 2, 0) : index] if index > 1 else ("", "")
        return of == "of" and head in cues().organization_heads

    def _goes_on(self, name: Name) -> bool:
        """Tell whether a word follows *name* with nothing but a space between."""
        return name.stop < len(self.words) and self.words.gap(name.stop) == " "

    def _after_cues(self, name: Name) -> Iterator[str]:
        words, after = self.words, self.after(name)
        if after > name.stop:
            yield "possessive"
        if after >= len(words):
            return
        gap, word = words.gaps[after] if after == name.stop else " ", words.lower[after]
        if gap == " " or gap.isspace():
            yield from told_after(word, capitalized=words.high[after])
        elif gap.startswith(", "):
            if after in self.areas:
                yield "before a comma and a region"
            elif words.capitalized(after):
                yield "before a comma and capital"
            elif words.spelled[after].isdigit():
                yield "before a comma and number"
        elif gap.startswith((" (", " —", " -", " –")):
            yield "before an agency" if word in _AGENCIES else "before a dash or parenthesis"

    def _run_cues(self, name: Name) -> Iterator[str]:
        first, stop = self.run(name)
        if stop - first == name.stop - name.first:
            yield "a name by itself"
        if stop > name.stop:
            yield from self._rest_of_run(name, stop)
        if first < name.first:
            yield from self._start_of_run(name)

    def _rest_of_run(self, name: Name, stop: int) -> Iterator[str]:
        words, table = self.words, cues()
        for index in range(name.stop, stop):
            word = words.lower[index]
            if word in table.titles:
                return
            head = next((kind for kind, heads in _heads() if word in heads), None)
            if head:
                if words.lower[name.first] == "st" and words.lower[name.stop - 1] == "s":
                    yield "a saint's"
                yield f"in {head} name"
                yield f"in a name with {word!r}"
                return
        following = words.lower[name.stop]
        if words.gap(name.stop) in HYPHENS:
            yield "before a hyphen and capital"
        elif following not in table.feature_after and following not in table.events:
            yield "before a capital"

    def _start_of_run(self, name: Name) -> Iterator[str]:
        preceding = self.words.spelled[name.first - 1]
        if self.words.gap(name.first) in HYPHENS:
            yield "after a hyphen and capital"
        elif is_given(preceding) and preceding.lower() not in cues().directions:
            yield "after a given name"
        elif len(preceding) == 1:
            yield "after an initial"
        elif self.words.lower[name.first - 1] not in cues().titles:
            yield "after a capital"


@lru_cache(maxsize=_REMEMBERED)
def told_before(word: str, earlier: str, *, capitalized: bool) -> tuple[str, ...]:
    """Return what *word* right before a name tells, and *earlier* before it where that counts."""
    table, told = cues(), []
    if capitalized:
        if word in table.titles:
            told.append("after a title")
    elif word == "the":
        told.append(f"after '{earlier} the'" if earlier else "after 'the'")
    else:
        told.append(f"after {word!r}")
        if word in table.person_nouns:
            told.append("after a person's role")
    if word in table.prepositions or word in table.directions:
        told.append("after a place word")
    elif word in table.place_verbs:
        told.append("after a verb of places")
    if word != "the" and earlier in table.parts:
        told.append("after a part of a place")
    if (earlier if word == "of" and earlier else word) in table.feature_before:
        told.append("after a feature word")
    return tuple(told)


@lru_cache(maxsize=_REMEMBERED)
def told_after(word: str, *, capitalized: bool) -> tuple[str, ...]:
    """Return what *word* right after a name tells."""
    table, told = cues(), []
    if not capitalized:
        told.append(f"before {word!r}")
    elif word in table.titles:
        told.append("before a title")
    if word in table.speech:
        told.append("before a verb of speech")
    elif word in table.feature_after:
        told.append("before a feature word")
    elif word in table.place_nouns:
        told.append("before a place's noun")
    elif word in table.deeds and not capitalized:
        told.append("before a deed")
    return tuple(told)


@cache
def _heads() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the words that end a longer name, by whose name it is."""
    table = cues()
    return (
        ("a street's", table.streets),
        ("a paper's", table.media),
        ("a body's", table.organization_heads),
    )
