"""Find the names of people, and the spellings of one name in an article."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from geo.extract.groups import actor_nouns, common_words
from geo.extract.once import once_per_scene
from geo.extract.tagging import tokens_of
from geo.extract.units import units_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.extract.scene import Scene
    from geo.extract.tagging import Tokens

PARTICLES = frozenset("de del la al el bin ibn abu van von der da dos y".split())
ROLES = frozenset(
    """
    president minister premier chairman spokesman spokeswoman spokesperson ambassador general
    colonel commander governor mayor leader chief bishop priest journalist analyst official
    officer judge prosecutor lawyer author commentator diplomat witness senator lawmaker major
    captain lieutenant sergeant secretary
    """.split()
)
KIN = frozenset(
    """
    son daughter wife husband brother sister father mother widow nephew lawyer attorney spokesman
    spokeswoman spokesperson aide deputy adviser advisor biographer secretary
    """.split()
)
_PLACES = frozenset(
    """
    street road avenue square park bridge market hospital university airport station highway river
    lake mount valley island church mosque hotel house palace building center centre school college
    stadium court prison camp base region province district
    """.split()
)
_SHORTEST_MISSPELT = 5
_MOST_EDITS = 2


@once_per_scene
def people_of(scene: Scene) -> tuple[tuple[int, int], ...]:
    """Return first and last token of each name of two words and more that may be a person's."""
    return tuple(run for run in _runs(scene) if run[0] < run[1])


@once_per_scene
def names_of(scene: Scene) -> tuple[tuple[int, int], ...]:
    """Return the names of `people_of`, and the single words that are the end of one of them."""
    words, surnames = tokens_of(scene).words, _surnames(scene)
    known: dict[str, bool] = {}
    found = []
    for run in _runs(scene):
        word = words[run[1]]
        if run[0] == run[1] and word not in known:
            known[word] = any(same_word(each, word) for each in surnames.get(word[0], ()))
        if run[0] < run[1] or known[word]:
            found.append(run)
    return tuple(found)


@once_per_scene
def _surnames(scene: Scene) -> dict[str, dict[str, list[tuple[int, int]]]]:
    """Return the runs of `people_of` by their last word, and these by their first letter."""
    words = tokens_of(scene).words
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for run in people_of(scene):
        word = words[run[1]]
        found.setdefault(word[0], {}).setdefault(word, []).append(run)
    return found


@once_per_scene
def _runs(scene: Scene) -> tuple[tuple[int, int], ...]:
    tokens = tokens_of(scene)
    words, tags = tokens.words, _name_tags(tokens)
    names = _name_words(tokens)
    fits = {index for index, tag in enumerate(tokens.tags) if tag in tags and words[index] in names}
    fits -= _taken(scene)
    found, free = [], 0
    for first in sorted(fits):
        if first < free:
            continue
        stop = first + 1
        while stop in fits or (stop < len(words) and words[stop] in PARTICLES):
            stop += 1
        while stop > first and words[stop - 1] in PARTICLES:
            stop -= 1
        if stop > first and words[stop - 1] not in _PLACES:
            found.append((first, stop - 1))
        free = max(stop, first + 1)
    return tuple(found)


@once_per_scene
def _taken(scene: Scene) -> frozenset[int]:
    """Return the tokens that groups, nouns for people and places have."""
    tokens = tokens_of(scene)
    taken = {index for unit in units_of(scene) for index in range(unit.first, unit.last + 1)}
    for location in scene.locations:
        taken.update(range(*tokens.within(location.toponym.span)))
    return frozenset(taken)


def is_name_word(tokens: Tokens, index: int, taken: Collection[int]) -> bool:
    """Tell whether the token may be part of a person's name."""
    return (
        index < len(tokens.words)
        and index not in taken
        and tokens.tags[index] in _name_tags(tokens)
        and _may_name(tokens.words[index], cased=tokens.cased)
    )


def _name_words(tokens: Tokens) -> Collection[str]:
    """Return the words of an article that may be part of a person's name."""
    words = tokens.vocabulary - _never_names()
    return words if tokens.cased else {word for word in words if _may_name(word, cased=False)}


@cache
def _never_names() -> frozenset[str]:
    return ROLES | KIN | common_words()


def _name_tags(tokens: Tokens) -> str:
    return "K" if tokens.cased else "NK"


@lru_cache(maxsize=65536)
def _may_name(word: str, *, cased: bool) -> bool:
    if word in _never_names():
        return False
    return cased or (word.replace("-", "").isalpha() and word not in actor_nouns())


def full_name(scene: Scene, run: tuple[int, int]) -> str:
    """Return the first full form of the name at *run*, whose spellings may vary.

    Of two people with that surname, the one named more often is meant, then the one named last.
    """
    words, known = tokens_of(scene).words, _known_namesakes(scene)
    key = words[run[1]], words[run[0]] if run[0] < run[1] else None
    if key not in known:
        known[key] = _namesakes(scene, *key)
    people = known[key]
    if not people:
        return joined(scene, *run)
    if len(people) == 1:
        return joined(scene, *people[0][0])
    most = max(people, key=lambda forms: (len(forms), _nearness(forms, run[0])))
    return joined(scene, *most[0])


@once_per_scene
def _known_namesakes(
    _scene: Scene,
) -> dict[tuple[str, str | None], list[list[tuple[int, int]]]]:
    """Return the memory of `_namesakes`: one name may stand in every sentence."""
    return {}


def _namesakes(scene: Scene, surname: str, first_name: str | None) -> list[list[tuple[int, int]]]:
    """Return the runs that name each person of that name, in the order of the text."""
    words = tokens_of(scene).words
    given: dict[str, list[tuple[int, int]]] = {}
    alike = [
        forms
        for word, forms in _surnames(scene).get(surname[0], {}).items()
        if same_word(word, surname)
    ]
    for full in sorted(chain.from_iterable(alike)):
        if first_name is not None and not same_word(words[full[0]], first_name):
            continue
        key = next((known for known in given if same_word(known, words[full[0]])), words[full[0]])
        given.setdefault(key, []).append(full)
    return list(given.values())


def _nearness(forms: list[tuple[int, int]], token: int) -> int:
    """Return where the last of *forms* begins that does at *token* or before."""
    number = bisect_right(forms, token, key=itemgetter(0))
    return forms[number - 1][0] if number else -1


@lru_cache(maxsize=65536)
def same_word(one: str, other: str) -> bool:
    """Tell whether two words may be spellings of one name: an edit or two apart in a long one."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST_MISSPELT or one[0] != other[0]:
        return False
    if abs(len(one) - len(other)) > _MOST_EDITS:
        return False
    allowed = 1 if shorter < 2 * _SHORTEST_MISSPELT else _MOST_EDITS
    # An edit changes which letters a word has by two at the most, which is quicker to tell.
    return len(set(one) ^ set(other)) <= 2 * allowed and _edits(one, other, allowed) <= allowed


def _edits(one: str, other: str, most: int) -> int:
    """Return the Levenshtein distance of two words, or more than *most* where it is above that."""
    row = list(range(len(other) + 1))
    for line, letter in enumerate(one, 1):
        previous, row[0] = row[0], line
        for column, against in enumerate(other, 1):
            cost = min(row[column] + 1, row[column - 1] + 1, previous + (letter != against))
            previous, row[column] = row[column], cost
        if min(row) > most:
            return most + 1
    return row[-1]


def joined(scene: Scene, first: int, last: int) -> str:
    """Return the words from token *first* to token *last* in one line."""
    return " ".join(scene.words_of(tokens_of(scene).span(first, last)).split())
