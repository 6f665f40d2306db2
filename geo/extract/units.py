"""Mark the words of an article that name somebody who acts: groups, states, kinds of people.

A unit is a stretch of tokens that a table knows: a name of the table of armed groups or one that
the article introduces with its acronym, a resolved country or people, or a noun for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from geo.extract.groups import Group, actor_nouns, aliases, common_words
from geo.extract.once import once_per_scene
from geo.extract.tagging import tagged_with, tokens_of
from geo.model import Use
from geo.text import normalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.extract.groups import ActorNoun, Alias
    from geo.extract.scene import Scene
    from geo.extract.tagging import Tokens
    from geo.model import Location, Span

_BODY_NOUNS = frozenset(
    """
    army front movement party force forces union command group organization organisation ministry
    council brigade brigades battalion alliance league committee agency association coalition guard
    unity resistance faction federation corps commission congress mission liberation
    """.split()
)
"""One of these in a phrase before an acronym in brackets makes it the name of a body."""
_KINDS_BY_WORD = {
    **dict.fromkeys(
        "liberation revolutionary guerrilla rebel resistance insurgent jihad".split(), "rebel group"
    ),
    **dict.fromkeys(
        "ministry police guard defence defense security government navy".split(), "state forces"
    ),
    **dict.fromkeys("cartel mafia militia paramilitary self-defense".split(), "political militia"),
}
_SHARES = frozenset(
    """
    member members unit units element elements column columns cell cells supporter supporters
    faction factions detachment detachments contingent follower followers sympathizer
    sympathizers wing branch group groups organization organizations organisation movement
    commandos commando side sides
    """.split()
)
"""Nouns that act only for whom they are of ("members of the ELN") or stand for ("the group")."""
_ACRONYM = range(2, 9)
_LONGEST_NAME = 9
_SPOKEN = 4
_VOWELS = frozenset("aeiou")


class Unit(NamedTuple):
    """A known stretch of tokens, both ends included."""

    first: int
    last: int
    sort: str
    """``"group"``, ``"people"``, ``"body"``, ``"country"``, ``"demonym"``, ``"pronoun"``."""
    kind: str | None = None
    """ACLED's actor class."""
    country: str | None = None
    group: Group | None = None
    state: str | None = None
    """English name of the country, of a country or its people."""


@once_per_scene
def units_of(scene: Scene) -> tuple[Unit, ...]:
    """Return the units of *scene*, in order and disjoint."""
    tokens = tokens_of(scene)
    places = {
        tokens.at(location.toponym.start): location
        for location in scene.locations
        if location.place is not None
    }
    long_names, acronyms = _introduced(scene, tokens)
    units, free = [], 0
    words = tokens.words
    openers = {*filter(_opens, tokens.vocabulary), *acronyms}
    opening = [index for index, word in enumerate(words) if word in openers]
    for index in sorted({*opening, *places, *long_names}):
        if not free <= index < len(words):
            continue
        unit = long_names.get(index) or _known_at(scene, tokens, index, acronyms)
        if index in places and (unit is None or unit.group is None):
            unit = _of_location(tokens, index, places[index]) or unit
        if unit is not None:
            units.append(unit)
            free = unit.last + 1
    return tuple(units)


@once_per_scene
def group_names(scene: Scene) -> tuple[Span, ...]:
    """Return where groups are named: a place in such a name, "al-Qaeda in Iraq", is no scene."""
    tokens = tokens_of(scene)
    return tuple(tokens.span(unit.first, unit.last) for unit in units_of(scene) if unit.group)


def _known_at(
    scene: Scene, tokens: Tokens, index: int, acronyms: Mapping[str, Group]
) -> Unit | None:
    """Return the unit that the tables and the introduced acronyms know at token *index*."""
    word = tokens.words[index]
    if word in acronyms:
        return Unit(index, index, "group", acronyms[word].kind, None, acronyms[word])
    unit, starter = None, _starter_of(word)
    following = tokens.words[index + 1] if index + 1 < len(tokens.words) else ""
    if starter is not None and starter.may_go_on(word, following):
        unit = _group_at(scene, tokens, index, starter) or _noun_at(tokens, index, starter)
    if unit is None and word in _SHARES:
        unit = Unit(index, index, "people" if word.endswith("s") else "body")
    if unit is None and tokens.tags[index] == "O":
        unit = Unit(index, index, "pronoun")
    return unit


@lru_cache(maxsize=65536)
def _opens(word: str) -> bool:
    """Tell whether a unit may begin with *word*, as far as the tables know."""
    return word in _SHARES or word in tagged_with("O") or _starter_of(word) is not None


@lru_cache(maxsize=65536)
def _starter_of(word: str) -> _Starter | None:
    """Return what may begin with *word*, however it is accented or hyphenated."""
    starter = _starters().get(word)
    if starter is None and len(word) > 1 and not (word.isascii() and word.isalpha()):
        starter = _starters().get(normalize_name(word).partition(" ")[0])
    return starter


@dataclass(frozen=True, slots=True)
class _Starter:
    aliases: tuple[Alias, ...] = ()
    beginnings: frozenset[str] = frozenset()
    """The first word, the first two and so on of each alias, up to its key."""
    nouns: tuple[tuple[tuple[str, ...], ActorNoun], ...] = ()
    """Longest first."""
    seconds: frozenset[str] = frozenset()
    """The second words of them all; empty if one of them has no other word."""

    def may_go_on(self, word: str, following: str) -> bool:
        """Tell whether one of them may begin with *word* and *following*."""
        if not self.seconds or following in self.seconds:
            return True
        return not (_is_plain(word) and _is_plain(following))


@cache
def _starters() -> Mapping[str, _Starter]:
    nouns: dict[str, list[tuple[tuple[str, ...], ActorNoun]]] = {}
    for noun, value in actor_nouns().items():
        parts = tuple(noun.split())
        nouns.setdefault(parts[0], []).append((parts, value))
    names = aliases()
    return MappingProxyType(
        {
            word: _starter(names.get(word, ()), nouns.get(word, ()))
            for word in sorted(names.keys() | nouns.keys())
        }
    )


def _starter(
    names: tuple[Alias, ...], nouns: Iterable[tuple[tuple[str, ...], ActorNoun]]
) -> _Starter:
    spelled = [alias.key.split() for alias in names]
    seconds = [words[1:2] for words in (*spelled, *(parts for parts, _ in nouns))]
    return _Starter(
        names,
        frozenset(each for words in spelled for each in accumulate(words, "{} {}".format)),
        tuple(sorted(nouns, key=lambda noun: -len(noun[0]))),
        frozenset(chain.from_iterable(seconds)) if all(seconds) else frozenset(),
    )


def _group_at(scene: Scene, tokens: Tokens, index: int, starter: _Starter) -> Unit | None:
    if not starter.aliases:
        return None
    spelled = _spelled(tokens, index, starter.beginnings)
    for alias in starter.aliases:
        last = spelled.get(alias.key)
        if last is None:
            continue
        written = scene.text[tokens.starts[index] : tokens.stops[last]]
        if alias.is_acronym and not (written.isupper() or _is_word_of(written)):
            continue
        if not tokens.cased and alias.is_acronym and tokens.words[index] in common_words():
            continue
        if tokens.cased and alias.written[0].isupper() and written.islower():
            continue
        if alias.shared and alias.group.country not in _countries_named(scene):
            continue
        return Unit(index, last, "group", alias.group.kind, alias.group.country, alias.group)
    return None


def _is_word_of(written: str) -> bool:
    """Tell whether *written* may be an acronym spoken as a word: "Renamo", "Farc"."""
    spoken = len(written) >= _SPOKEN and not _VOWELS.isdisjoint(written.lower())
    return spoken and written.istitle() and written.lower() not in common_words()


@once_per_scene
def _countries_named(scene: Scene) -> frozenset[str]:
    """Return the countries that the places and peoples of *scene* are of."""
    places = (location.place for location in scene.locations)
    return frozenset({place.country for place in places if place and place.country})


def _spelled(tokens: Tokens, index: int, beginnings: frozenset[str]) -> dict[str, int]:
    """Return what the words from *index* on spell of *beginnings*, and with which token."""
    found: dict[str, int] = {}
    spelled = ""
    for last in range(index, min(index + _LONGEST_NAME, len(tokens.words))):
        word = tokens.words[last]
        part = word if _is_plain(word) else normalize_name(word)
        spelled = f"{spelled} {part}" if spelled and part else spelled or part
        if spelled not in beginnings:
            break
        found.setdefault(spelled, last)
    return found


def _is_plain(word: str) -> bool:
    """Tell whether *word*, in lower case, is what `normalize_name` would make of it."""
    return word.isascii() and word.isalnum()


def _noun_at(tokens: Tokens, index: int, starter: _Starter) -> Unit | None:
    for parts, noun in starter.nouns:
        if parts == ("state",) and tokens.words[index + 1 : index + 2] == ("of",):
            continue
        if tokens.words[index : index + len(parts)] == parts and tokens.tags[index] not in "VGR":
            return Unit(index, index + len(parts) - 1, noun.sort, noun.kind)
    return None


def _of_location(tokens: Tokens, index: int, location: Location) -> Unit | None:
    place, toponym = location.place, location.toponym
    if place is None or toponym.use is Use.EMBEDDED:
        return None
    is_state = (place.feature_code or "").startswith("PCL")
    if not is_state and toponym.use is Use.LITERAL:
        return None
    last = max(index, tokens.within(toponym.span)[1] - 1)
    state = place.name if is_state else (place.path[0] if place.path else None)
    sort = "demonym" if toponym.use is Use.DEMONYM else "country"
    kind = "state forces" if sort == "country" else None
    return Unit(index, last, sort, kind, place.country, state=state)


def _introduced(scene: Scene, tokens: Tokens) -> tuple[dict[int, Unit], dict[str, Group]]:
    """Return the bodies that the article introduces with an acronym in brackets.

    First by the token that their long name begins with, then by their acronym.
    """
    long_names: dict[int, Unit] = {}
    found: dict[str, Group] = {}
    starters = _starters()
    for index in _bracketed(tokens):
        written = scene.text[tokens.starts[index] : tokens.stops[index]]
        word = tokens.words[index]
        if not (written.isupper() and len(written) in _ACRONYM) or word in found:
            continue
        if word in starters and starters[word].aliases:
            continue
        first = _name_start(tokens, index - 2, written)
        if first is not None:
            name = " ".join(scene.text[tokens.starts[first] : tokens.stops[index - 2]].split())
            kinds = [_KINDS_BY_WORD.get(each) for each in tokens.words[first : index - 1]]
            kind = next(filter(None, kinds), None)
            found[word] = Group(f"{name} ({written})", kind, None)
            long_names[first] = Unit(first, index - 2, "group", kind, None, found[word])
    return long_names, found


def _bracketed(tokens: Tokens) -> Iterator[int]:
    """Yield each token that stands alone in brackets behind another."""
    find = tokens.tags.find
    opening = find("(", 1)
    while opening >= 0:
        if tokens.tags[opening + 2 : opening + 3] == ")":
            yield opening + 1
        opening = find("(", opening + 1)


def _name_start(tokens: Tokens, last: int, acronym: str) -> int | None:
    """Return where the name that *acronym* shortens begins, if the words before are one."""
    first = last
    while first > 0 and last - first < _LONGEST_NAME:
        tag = tokens.tags[first - 1]
        if tag not in "NKMZ" and tokens.words[first - 1] not in ("of", "for", "the", "and", "de"):
            break
        if tokens.cased and tag in "NM":
            break
        first -= 1
    while first < last and tokens.tags[first] in "DPC":
        first += 1
    words = tokens.words[first : last + 1]
    initials = "".join(word[0] for word in words)
    letters = acronym.lower()
    matches = len(words) > 1 and (
        _is_subsequence(letters, initials) or not _BODY_NOUNS.isdisjoint(words)
    )
    return first if matches else None


def _is_subsequence(letters: str, of: str) -> bool:
    rest = iter(of)
    return all(letter in rest for letter in letters)
