"""Who did it, and to whom: the mentions that stand as subject, object or agent of a trigger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.extract.actor_words import (
    ADDRESSED_BY,
    CARRYING,
    GIVING,
    MUTUAL,
    OTHER_TIMES,
    OWNING_UP,
    PATIENT_OF,
    RESULTS,
    SUPPORTING,
    TARGETED_BY,
    TELLING,
    UNARMED_WHEN_STRUCK,
    UTTERING,
    WEAPONS,
)
from geo.extract.clauses import clause_around, divides, subject_of
from geo.extract.coding import ARMED
from geo.extract.coreference import antecedents, befallen
from geo.extract.mentions import mentions_of, name_in
from geo.extract.once import once_per_scene
from geo.extract.phrases import object_of, phrases_from, sentence_at, sentences_of
from geo.extract.responsibility import accused_of, blame_after, self_named
from geo.extract.scene import Voice
from geo.extract.standing import (
    after_preposition,
    between,
    held,
    in_phrase,
    in_subject,
    is_of_line,
)
from geo.extract.tagging import tokens_of
from geo.model import Actor, Stance

if TYPE_CHECKING:
    from geo.extract.mentions import Mention, Mentions
    from geo.extract.phrases import Sentence
    from geo.extract.responsibility import Blame
    from geo.extract.scene import Scene, Trigger

    _Sides = tuple[list[Mention], list[Mention], Blame | None]
    from geo.extract.tagging import Tokens

_BETWEEN = frozenset(("between",))
_BY = frozenset({"by"})
_COMING_FROM = frozenset(("by", "from"))  # "came under fire from"
_ADJECTIVES = frozenset("terrorist military".split())
"""Words for the armed that before a noun only say what kind of deed it was."""
_TURNS = RESULTS | OTHER_TIMES | {"died"}
"""Words behind a deed that tell whom it befell, or turn to another time."""


def find_actors(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Return who takes part in the event of *trigger*: who did it first, then to whom.

    Pronouns and phrases such as "the group" are named by whom they stand for; the span is
    that of the words at the trigger.
    """
    tokens, mentions = tokens_of(scene), mentions_of(scene)
    doers, targets, blame = _sides(scene, trigger)
    _, stop = tokens.within(trigger.span)
    doers, targets = ([_behind(mention, stop) for mention in side] for side in (doers, targets))
    if blame is not None:
        sentence = sentences_of(scene)[blame.sentence]
        named = in_phrase(sentence, mentions, (blame.first, blame.last)) or [
            each  # "personnel of the army"
            for each in mentions.between(blame.first, blame.last + 1)
            if not each.modifies
        ]
        doers = [*named, *doers] if named else []
    found = _actors(scene, mentions, tokens, (doers, targets))
    if trigger.event_type.plover == "ASSAULT":
        found = tuple(_as_struck(tokens, actor) for actor in found)
    if blame is None or any(actor.role == "actor" for actor in found):
        return found
    return (*self_named(scene, blame), *found)


def _as_struck(tokens: Tokens, actor: Actor) -> Actor:
    """Return *actor* as a civilian, where the office or herd he keeps makes no fighter of him."""
    if actor.role == "actor" or actor.kind == "civilians" or actor.span is None:
        return actor
    first, stop = tokens.within(actor.span)
    owned = "Z" in tokens.tags[first:stop]  # "the minister's guards"
    if owned or UNARMED_WHEN_STRUCK.isdisjoint(tokens.words[first:stop]):
        return actor
    return replace(actor, kind="civilians")


def actors_of(scene: Scene, doers: list[Mention], targets: list[Mention]) -> tuple[Actor, ...]:
    """Return the actors that the mentions name or stand for, those who act first."""
    return _actors(scene, mentions_of(scene), tokens_of(scene), (doers, targets))


def _behind(mention: Mention, stop: int) -> Mention:
    """Return *mention* without the trigger, where that was taken for its adjective."""
    return mention._replace(first=stop) if mention.first < stop <= mention.head else mention


def blame_for(scene: Scene, trigger: Trigger) -> Blame | None:
    """Return who is held responsible for *trigger* where its own clause does not say who did it."""
    return _sides(scene, trigger)[2]


@once_per_scene
def _known_sides(_scene: Scene) -> dict[tuple[int, int, Voice, str], _Sides]:
    """Return the memory of `_sides`, which several parts of extraction ask for one trigger."""
    return {}


def _sides(scene: Scene, trigger: Trigger) -> _Sides:
    known, span = _known_sides(scene), trigger.span
    key = span.start, span.stop, trigger.voice, trigger.event_type.name
    if key not in known:
        known[key] = _read_sides(scene, trigger)
    return known[key]


def _read_sides(scene: Scene, trigger: Trigger) -> _Sides:
    tokens, mentions = tokens_of(scene), mentions_of(scene)
    sentence = sentence_at(scene, trigger.span.start)
    first, stop = tokens.within(trigger.span)
    if first >= stop:
        return [], [], None
    find = {Voice.ACTIVE: _active, Voice.PASSIVE: _passive, Voice.NOMINAL: _nominal}
    doers, targets = find[trigger.voice](sentence, mentions, (first, stop))
    if trigger.event_type.acled is None:
        doers, targets = _of_words(sentence, mentions, trigger, (doers, targets))
    mutual = _takes_ground(trigger) or len(doers) > 1
    if trigger.event_type.plover == "ASSAULT" and not doers and trigger.voice is Voice.NOMINAL:
        doers = _within(sentence, mentions, (first, stop))
    if trigger.event_type.plover == "ASSAULT" and not targets and not mutual:
        targets = _victims(sentence, mentions, stop)
    if trigger.event_type.name == "COERCE" and not targets:
        targets = _across_border(sentence, mentions, stop)
    if trigger.event_type.name == "MOBILIZE":
        doers, targets = _own_forces(doers, targets)
    violent = trigger.event_type.plover == "ASSAULT"
    named = any(doer.is_named or doer.sort == "pronoun" for doer in doers)
    blame = blame_after(scene, trigger) if violent else None
    if blame is not None and (
        (blame.laid and doers) or (named and not _is_claimed_by(mentions, blame, doers))
    ):
        blame = None
    return doers, targets, blame


def _is_claimed_by(mentions: Mentions, blame: Blame, doers: list[Mention]) -> bool:
    """Tell whether the group that is said to have done it claims it as well."""
    groups = {doer.group for doer in doers if doer.group is not None}
    claiming = (each.group for each in mentions.between(blame.first, blame.last + 1))
    return blame.stance is Stance.CLAIMED and any(group in groups for group in claiming)


def _of_words(
    sentence: Sentence,
    mentions: Mentions,
    trigger: Trigger,
    sides: tuple[list[Mention], list[Mention]],
) -> tuple[list[Mention], list[Mention]]:
    """Return the sides of words: who "made an appeal to", from whom "criticism came"."""
    doers, targets = sides
    first, stop = sentence.tokens.within(trigger.span)
    if trigger.voice is Voice.NOMINAL:
        doers = doers or _of_support(sentence, mentions, (first, stop), UTTERING)
        doers = doers or after_preposition(sentence, mentions, stop, _COMING_FROM)
        doers = doers or _parted_sides(sentence, mentions, stop)
        addressed = after_preposition(sentence, mentions, stop - 1, ADDRESSED_BY)
        targets = targets or [each for each in addressed if each not in doers]
    if doers and not targets:
        targets = _told_to(sentence, mentions, doers, first)
    return doers, targets


def _parted_sides(sentence: Sentence, mentions: Mentions, start: int) -> list[Mention]:
    """Return both sides of "talks opened in Kuala Lumpur on Tuesday between A and B"."""
    for index in sentence.found(_BETWEEN, start):
        found = in_phrase(sentence, mentions, phrases_from(sentence, index + 1))
        if len(found) > 1:
            return found
    return []


def _takes_ground(trigger: Trigger) -> bool:
    return trigger.event_type.name.endswith("territory")


def _victims(sentence: Sentence, mentions: Mentions, start: int) -> list[Mention]:
    """Return whom the result told behind a deed befell: "bombed the town, killing six people"."""
    for index in sentence.found(_TURNS, start):
        if sentence.word(index) in OTHER_TIMES or ";" in sentence.tokens.tags[start:index]:
            break
        if sentence.word(index) == "died" or (
            sentence.word(index) in RESULTS and sentence.tag(index - 1) == "X"
        ):
            return in_subject(sentence, mentions, index)
        if sentence.word(index) in RESULTS and sentence.tag(index - 1) != "D":
            return in_phrase(sentence, mentions, object_of(sentence, index))
    return []


def _own_forces(
    doers: list[Mention], targets: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Return the sides of a move: forces that are sent act, and are nobody's target."""
    forces = [each for each in targets if each.sort in ("body", "people")]
    rest = [each for each in targets if each not in forces]
    return doers or forces, rest


def _active(
    sentence: Sentence, mentions: Mentions, trigger: tuple[int, int]
) -> tuple[list[Mention], list[Mention]]:
    first, stop = trigger
    doers = in_subject(sentence, mentions, first) or _behind_weapon(sentence, mentions, first)
    if not GIVING.isdisjoint(sentence.tokens.words[first:stop]):
        given = _given_to(sentence, mentions, stop)
        if given:
            return doers, given
    shared = sentence.tag(stop) == "C" and sentence.tag(stop + 1) == "V"
    phrase = object_of(sentence, stop + 1 if shared else stop - 1)
    targets = in_phrase(sentence, mentions, phrase) or held(sentence, mentions, phrase)
    targets = targets or after_preposition(sentence, mentions, stop, TARGETED_BY)
    return doers, targets or befallen(sentence, mentions, first)


def _passive(
    sentence: Sentence, mentions: Mentions, trigger: tuple[int, int]
) -> tuple[list[Mention], list[Mention]]:
    first, stop = trigger
    agents = _COMING_FROM if sentence.word(first + 1) == "under" else _BY
    doers = after_preposition(sentence, mentions, stop, agents)
    return doers, in_subject(sentence, mentions, first)


def _nominal(
    sentence: Sentence, mentions: Mentions, trigger: tuple[int, int]
) -> tuple[list[Mention], list[Mention]]:
    first, stop = trigger
    sides = between(sentence, mentions, stop)
    if sides and not MUTUAL.isdisjoint(sentence.tokens.words[first:stop]):
        return sides, []
    doers = after_preposition(sentence, mentions, stop, _BY)
    targets = sides or after_preposition(
        sentence, mentions, stop, frozenset({"on", "against", "at"})
    )
    possessed = after_preposition(sentence, mentions, stop, frozenset({"of"}))
    if possessed:
        takes_object = not PATIENT_OF.isdisjoint(sentence.tokens.words[first:stop])
        (targets if takes_object else doers).extend(possessed)
    doers = (
        doers
        or _before_noun(sentence, mentions, first)
        or _of_support(sentence, mentions, trigger)
        or in_phrase(sentence, mentions, accused_of(sentence, first))
    )
    return doers, [target for target in targets if target not in doers]


def _within(sentence: Sentence, mentions: Mentions, trigger: tuple[int, int]) -> list[Mention]:
    """Return who does it by the first words of the trigger itself: "a rebel attack"."""
    first, stop = trigger
    return [
        each._replace(first=max(each.first, first))
        for each in mentions.between(first, stop - 1)
        if each.kind in ARMED and sentence.word(each.head) not in WEAPONS | _ADJECTIVES
    ]


def _behind_weapon(sentence: Sentence, mentions: Mentions, verb: int) -> list[Mention]:
    """Return whose weapon acts: "a Russian missile struck", "an IRA bomb exploded"."""
    subject = subject_of(sentence, verb)
    if subject is None or sentence.word(subject[1]) not in WEAPONS:
        return []
    inside = mentions.between(subject[0], subject[1])
    return [mention for mention in inside if mention.sort != "pronoun"][-1:]


def _given_to(sentence: Sentence, mentions: Mentions, start: int) -> list[Mention]:
    """Return to whom something is given, even behind an aside: "relayed the news, ..., to them"."""
    for index in range(start, sentence.stop):
        if sentence.tag(index) == "T":
            found = in_phrase(sentence, mentions, phrases_from(sentence, index + 1))
            if found:
                return found
    return []


def _told_to(
    sentence: Sentence, mentions: Mentions, doers: list[Mention], verb: int
) -> list[Mention]:
    """Return the other party of "the president said X pleaded for help": who tells of it."""
    tokens = sentence.tokens
    ours = {meant.country for doer in doers for meant in antecedents(doer, mentions, tokens)}
    for mention in mentions.between(sentence.first, doers[0].first):
        if mention.modifies or mention in doers or sentence.tag(mention.first - 1) == "P":
            continue
        told = any(tokens.words[index] in TELLING for index in range(mention.last + 1, verb))
        for meant in antecedents(mention, mentions, tokens):
            if told and meant.country is not None and meant.country not in ours:
                return [mention]
    return []


def _across_border(sentence: Sentence, mentions: Mentions, start: int) -> list[Mention]:
    """Return against whom a border is closed: "closed its border with Armenia"."""
    for index in range(start, sentence.stop):
        if divides(sentence, index):
            break
        if is_of_line(sentence, index):
            return in_phrase(sentence, mentions, phrases_from(sentence, index + 1))
    return []


def _before_noun(sentence: Sentence, mentions: Mentions, noun: int) -> list[Mention]:
    """Return the mention that the noun belongs to: "the army's attack", "a rebel attack"."""
    index = noun - 1
    while sentence.tag(index) in "NMVGZ" and not mentions.between(index, index + 1):
        index -= 1
    owned = sentence.tag(index + 1) == "Z"
    crossed = sentence.tokens.tags[index + 1 : noun]
    if not owned and "V" in crossed and sentence.word(noun - 1) not in OWNING_UP:
        return []  # "the UN condemned attacks"
    return [
        mention
        for mention in mentions.between(index, index + 1)
        if mention.sort != "pronoun" and (owned or mention.sort != "name" or mention.kind)
    ]


def _of_support(
    sentence: Sentence,
    mentions: Mentions,
    trigger: tuple[int, int],
    verbs: frozenset[str] = SUPPORTING,
) -> list[Mention]:
    """Return who "launched an attack", or by whom "an attack was launched"."""
    first, stop = trigger
    if not sentence.found(verbs):
        return []
    begin, end = clause_around(sentence, first)
    for index in range(first - 1, begin - 1, -1):
        if sentence.tag(index) in "VGN" and sentence.word(index) in verbs:
            return in_subject(sentence, mentions, index)
        if sentence.tag(index) in "PTB" and sentence.word(index) not in CARRYING:
            break
    for index in range(stop, sentence.stop):
        if index >= end and sentence.tag(index) in "XL;":
            break
        if sentence.word(index) in verbs and (
            index < end or sentence.word(index + 1) in _COMING_FROM
        ):
            return after_preposition(sentence, mentions, index + 1, _COMING_FROM)
    return []


def _actors(
    scene: Scene, mentions: Mentions, tokens: Tokens, sides: tuple[list[Mention], list[Mention]]
) -> tuple[Actor, ...]:
    found: dict[tuple[str, str], Actor] = {}
    for role, side in zip(("actor", "recipient"), sides, strict=True):
        for mention in side:
            for meant in antecedents(mention, mentions, tokens):
                bare = role == "actor" and tokens.words[meant.head] in WEAPONS and len(side) > 1
                name, span = name_in(scene, meant), tokens.span(mention.first, mention.last)
                to_itself = mention.sort == "pronoun" and (name, "actor") in found
                if to_itself or (not meant.is_named and (meant.kind is None or bare)):
                    continue
                actor = Actor(name, role, meant.kind, meant.country, span)
                found.setdefault((actor.name, role), actor)
    return tuple(found.values())
