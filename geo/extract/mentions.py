"""Build the noun phrases of an article that name or describe somebody who may act."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geo.extract.groups import common_words
from geo.extract.once import once_per_scene
from geo.extract.people import full_name, names_of
from geo.extract.phrases import Sentence, phrase_start, sentences_of
from geo.extract.tagging import tokens_of
from geo.extract.units import units_of

if TYPE_CHECKING:
    from geo.extract.groups import Group
    from geo.extract.phrases import Sentence
    from geo.extract.scene import Scene
    from geo.extract.tagging import Tokens
    from geo.extract.units import Unit

_POSSESSED = 5
_LONGEST_NAME = 6
_OWNERS = frozenset("of from in for".split())
_TITLES = frozenset(
    """
    president general colonel major captain lieutenant sergeant corporal minister mayor deputy
    senator governor judge bishop ambassador commander premier king prince emir sultan congressman
    councilman priest chief chancellor
    """.split()
)
_PREDICATIVE = frozenset("dead alive hostage captive prisoner loyal armed early late".split())
"""Words behind a noun that say how it is, and no noun that it describes: "shot ten men dead"."""
_OFFICES = frozenset(
    """
    commander commanders negotiator negotiators delegate delegates leader leaders envoy envoys
    aide aides chairman chairmen vice-chairman spokesman spokesmen spokeswoman
    """.split()
)
"""Nouns for what somebody is to those whom the phrase names before: "the rebel commander"."""
_MANY = frozenset("troops forces".split())
_TROOPS = frozenset("unit units detachment detachments column columns commandos".split())
"""Nouns that are a state's own where they are of a country: "Armenian units"."""
_SINGULAR_ENDS = ("ss", "us", "is")


class Mention(NamedTuple):
    """A noun phrase that names or describes somebody who may act."""

    first: int
    """Its first token."""
    last: int
    """Its last token, included."""
    head: int
    sort: str
    """``"group"``, ``"people"``, ``"body"``, ``"country"``, ``"demonym"``, ``"name"`` or
    ``"pronoun"``."""
    kind: str | None = None
    """ACLED's actor class."""
    country: str | None = None
    group: Group | None = None
    name: str | None = None
    """Full name of a person."""
    state: str | None = None
    """English name of the country that it is of."""
    shared: int | None = None
    """Token of a noun that stands further on, as "forces" in "Armenian and Azerbaijani forces"."""
    modifies: bool = False
    """Whether another noun follows that it only describes ("rebel positions")."""

    @property
    def is_named(self) -> bool:
        """Whether the words say which one is meant, and not only what kind."""
        return self.group is not None or self.country is not None or self.name is not None


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of an article in the order of its text."""

    all: tuple[Mention, ...]
    heads: tuple[int, ...]
    """The head of each, rising."""

    def between(self, first: int, stop: int) -> tuple[Mention, ...]:
        """Return the mentions whose heads lie in the half-open range of tokens."""
        return self.all[bisect_left(self.heads, first) : bisect_left(self.heads, stop)]

    def before(self, token: int) -> tuple[Mention, ...]:
        """Return the mentions whose heads lie before *token*."""
        return self.all[: bisect_left(self.heads, token)]


@once_per_scene
def mentions_of(scene: Scene) -> Mentions:
    """Return the mentions of *scene*."""
    found: list[Mention] = []
    units = units_of(scene)
    position = 0
    for sentence in sentences_of(scene):
        here = []
        while position < len(units) and units[position].first < sentence.stop:
            here.append(units[position])
            position += 1
        found.extend(_mentions_in(sentence, here))
    covered = {index for mention in found for index in range(mention.head, mention.last + 1)}
    tokens = tokens_of(scene)
    for first, last in names_of(scene):
        if last not in covered:
            follower = tokens.tags[last + 1 : last + 2], tokens.words[last + 1 : last + 2]
            modifies = tokens.cased and follower[0] == "N" and _PREDICATIVE.isdisjoint(follower[1])
            found.append(Mention(first, last, last, "name", modifies=modifies))
    found.sort(key=lambda mention: mention.head)
    named = _with_people(scene, found)
    return Mentions(named, tuple([mention.head for mention in named]))


def name_in(scene: Scene, mention: Mention) -> str:
    """Return the name by which *mention* goes, or else its words."""
    if mention.group is not None:
        return mention.group.name
    if mention.name is not None:
        return mention.name
    if mention.state and (
        mention.sort == "country" or (mention.sort == "demonym" and mention.modifies)
    ):
        return mention.state
    tokens = tokens_of(scene)
    first = max(mention.first, mention.head - _LONGEST_NAME)
    while first < mention.head and tokens.tags[first] in "DMRAVGQ":
        first += 1
    for index in range(first + 1, mention.head):
        if tokens.tags[index - 1 : index + 1] == "NK" and tokens.words[index] in common_words():
            first = index
    name = scene.words_of(tokens.span(first, _with_unlisted_body(scene, mention)))
    if mention.shared is not None:
        name += " " + scene.words_of(tokens.span(mention.shared, mention.shared))
    return " ".join(name.split())


def _with_unlisted_body(scene: Scene, mention: Mention) -> int:
    """Return where "men of the Nduma Defence" ends: with whose they are, a name no table has."""
    tokens, last = tokens_of(scene), mention.last
    begin = last + 2 + (tokens.tags[last + 2 : last + 3] == "D")
    many = mention.sort == "people" or tokens.words[mention.head] in _MANY
    if not many or tokens.words[last + 1 : last + 2] != ("of",) or not tokens.cased:
        return last
    stop = begin
    while tokens.tags[stop : stop + 1] in {"K", "M"}:
        stop += 1
    named = "K" in tokens.tags[begin:stop]
    placed = named and scene.locations_in(tokens.span(begin, stop - 1))
    return stop - 1 if named and not placed else last


def _with_people(scene: Scene, found: list[Mention]) -> tuple[Mention, ...]:
    """Give each mention that ends with a person's name that name, and people their country."""
    runs = names_of(scene)
    names = {last: (first, last) for first, last in runs}
    begins = {first: (first, last) for first, last in runs}
    tags = tokens_of(scene).tags
    named = []
    for mention in found:
        run = names.get(mention.last)
        if (
            run is None
            and tags[mention.last + 1 : mention.last + 2] == ","
            and not mention.modifies
        ):
            run = begins.get(mention.last + 2)
            if run is not None and tags[run[1] + 1 : run[1] + 2] not in (",", "."):
                run = None
        if run is None or mention.group is not None or mention.sort == "pronoun":
            named.append(mention)
        else:
            named.append(mention._replace(name=full_name(scene, run)))
    named = _with_possessors(tokens_of(scene), named)
    described = {
        mention.name: mention for mention in reversed(named) if mention.name and mention.country
    }
    if not described:
        return tuple(named)
    return tuple([_like(mention, described.get(mention.name or "")) for mention in named])


def _with_possessors(tokens: Tokens, found: list[Mention]) -> list[Mention]:
    """Give the person of "Iran and its leader Ali Karimi" the country of the possessor."""
    result: list[Mention] = []
    for mention in found:
        owner = result[-1] if result else None
        if owner is not None and mention.name and mention.country is None and owner.country:
            between = tokens.words[owner.last + 1 : mention.head]
            if len(between) <= _POSSESSED and between[:2] in (("and", "its"), ("and", "their")):
                mention = mention._replace(country=owner.country, state=owner.state)  # noqa: PLW2901 - enriched
        result.append(mention)
    return [
        _with_office(tokens, result, index) if mention.name and not mention.country else mention
        for index, mention in enumerate(result)
    ]


def _with_office(tokens: Tokens, found: list[Mention], index: int) -> Mention:
    """Give the person of "Ali Karimi, then president of Iran," the country of the office."""
    mention = found[index]
    if tokens.tags[mention.last + 1 : mention.last + 2] != ",":
        return mention
    for office in found[index + 1 : index + 3]:
        between = tokens.tags[mention.last + 1 : office.first]
        if len(between) >= _POSSESSED or "V" in between:
            break
        if office.country and office.name is None and office.sort in ("body", "people"):
            return mention._replace(country=office.country, state=office.state)
    return mention


def _like(mention: Mention, known: Mention | None) -> Mention:
    if known is None or mention.country is not None:
        return mention
    kind = mention.kind if mention.kind is not None else known.kind
    return mention._replace(country=known.country, state=known.state, kind=kind)


def _mentions_in(sentence: Sentence, units: list[Unit]) -> list[Mention]:
    found: list[Mention] = []
    for number, unit in enumerate(units):
        if unit.sort == "pronoun":
            found.append(Mention(unit.first, unit.last, unit.last, "pronoun"))
            continue
        shared = _shared_noun(sentence, units, number)
        if shared is not None:
            found.append(
                Mention(
                    unit.first, unit.last, unit.last, shared.sort, shared.kind, unit.country,
                    state=unit.state, shared=shared.last,
                )
            )  # fmt: skip
            continue
        follower = units[number + 1] if number + 1 < len(units) else None
        last, modifies = _phrase_end(sentence, unit, follower)
        first, core = _core(sentence, units, number)
        owners = _owners(sentence, last, units[number + 1 :])
        bare = unit.sort == "body" and last == unit.last and not modifies
        if unit.sort == "people" and not owners and not modifies:
            last = _with_body(sentence, last, follower)
        if bare and owners and owners[-1].sort == "country":
            last = owners[-1].last
        mention = _mention(first, last, modifies=modifies, head=unit, parts=[*core, *owners])
        if mention.kind is None and mention.country and sentence.word(mention.head) in _TROOPS:
            mention = mention._replace(kind="state forces")
        if mention.kind is None and mention.sort == "people" and mention.group is None:
            mention = mention._replace(kind=_kind_of_members(sentence, mention, core, follower))
        if sentence.word(mention.head) in _OFFICES:
            of_whom = next((unit.kind for unit in core[1:] if unit.kind), mention.kind)
            mention = mention._replace(kind=of_whom)
        found.append(mention)
    return found


def _kind_of_members(
    sentence: Sentence, mention: Mention, core: list[Unit], owner: Unit | None
) -> str | None:
    """Return the kind of "gang members" and of "members of the presidential guard"."""
    known = next((unit.kind for unit in core if unit.kind), None)
    if known is None and owner is not None and sentence.word(mention.last + 1) == "of":
        between = sentence.tokens.tags[mention.last + 2 : owner.first]
        return owner.kind if not between.strip("DNKM") else None
    return known


def _core(sentence: Sentence, units: list[Unit], number: int) -> tuple[int, list[Unit]]:
    """Return where the phrase that a unit ends begins, and the units in it, the last one first."""
    first, core = phrase_start(sentence, units[number].last), []
    for position in range(number, -1, -1):
        unit = units[position]
        if unit.last < first:
            break
        first = min(first, unit.first)
        if unit.sort != "pronoun":
            core.append(unit)
    return first, core


def _shared_noun(sentence: Sentence, units: list[Unit], number: int) -> Unit | None:
    """Return the noun that "Armenian" shares in "Armenian and Azerbaijani forces"."""
    if number + 2 >= len(units) or sentence.word(units[number].last + 1) != "and":
        return None
    one, other, noun = units[number : number + 3]
    both = one.sort == other.sort == "demonym" and other.first == one.last + 2
    return noun if both and noun.kind and noun.first == other.last + 1 else None


def _mention(first: int, last: int, *, modifies: bool, head: Unit, parts: list[Unit]) -> Mention:
    """Return what *head* names, with the group and the country that its phrase says it is of."""
    groups = [unit.group for unit in parts if unit.group is not None]
    countries = [unit for unit in parts if unit.country and unit.sort != "group"]
    group = groups[0] if groups else None
    of_country = countries[0] if countries else None
    return Mention(
        first,
        last,
        head.last,
        head.sort,
        (group.kind if group is not None else None) or head.kind,
        of_country.country if of_country else (group.country if group is not None else None),
        group,
        state=of_country.state if of_country else None,
        modifies=modifies,
    )


def _phrase_end(sentence: Sentence, unit: Unit, follower: Unit | None) -> tuple[int, bool]:
    """Return the last token of the phrase that *unit* heads, and whether it only modifies."""
    last = unit.last
    if sentence.tag(last + 1) == "Z":
        return last, True
    while sentence.tag(last + 1) in "NK" and sentence.word(last + 1) not in _PREDICATIVE:
        last += 1
    if last == unit.last:
        return _with_acronym(sentence, last), False
    if follower is not None and follower.first <= last and follower.sort != "pronoun":
        return unit.last, True
    word = sentence.word(unit.last)
    is_title = word in _TITLES or (sentence.tokens.cased and unit.sort in ("people", "body"))
    trailing = sentence.tokens.words[unit.last + 1 : last + 1]
    capital = not sentence.tokens.cased or "N" not in sentence.tokens.tags[unit.last + 1 : last + 1]
    named = is_title and capital and not any(word in common_words() for word in trailing)
    return (last, False) if named else (unit.last, True)


def _with_acronym(sentence: Sentence, last: int) -> int:
    closed = sentence.tag(last + 1) == "(" and sentence.tag(last + 3) == ")"
    return last + 3 if closed and sentence.tag(last + 2) in "NKM" else last


def _with_body(sentence: Sentence, last: int, body: Unit | None) -> int:
    """Return the end of "soldiers of the Parachute Regiment", where the phrase goes on so."""
    if body is None or body.sort != "body" or sentence.word(last + 1) != "of":
        return last
    between = sentence.tokens.tags[last + 2 : body.first]
    return body.last if set(between) <= {*"DKM"} and "K" in between else last


def _owners(sentence: Sentence, last: int, later: list[Unit]) -> list[Unit]:
    """Return the units that "of", "from", "in" or "for" join to the phrase that ends at *last*."""
    found = []
    for unit in later[:3]:
        index = last + 1
        if sentence.word(index) not in _OWNERS:
            break
        index += 1
        while sentence.tag(index) in "DQNKM" and index < unit.first:
            index += 1
        if index != unit.first:
            break
        if unit.group is not None or (unit.country and sentence.word(last + 1) == "of"):
            found.append(unit)
            break
        last = unit.last
    return found
