"""Find whom an article holds responsible for an event told in a sentence before.

"A bomb went off. The ELN claimed responsibility." "The attack was blamed on the rebels."
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.extract.clauses import SPEAKING, previous_verb, subject_of
from geo.extract.once import once_per_scene
from geo.extract.phrases import Sentence, object_of, phrases_from, sentences_of
from geo.extract.tagging import tokens_of
from geo.model import Stance

if TYPE_CHECKING:
    from geo.extract.phrases import Sentence
    from geo.extract.scene import Scene, Trigger

_REACH = 4
"""How many sentences after an event may still say who did it."""
_TAKING = frozenset(
    "claimed claim claims claiming took take takes assumed accepted admitted".split()
)
_ASCRIBING = frozenset("blamed attributed ascribed pinned".split())
_SIGNS = _ASCRIBING | {"responsibility", "credit", "authorship", "responsible", "accused"}
_DEEDS = frozenset(
    """
    attack attacks bombing bombings blast explosion killing killings massacre ambush shooting
    assault raid strike strikes kidnapping abduction murder murders assassination
    """.split()
)
_DOING = frozenset(
    """
    carrying out committing staging ordering launching mounting organizing organising planning being
    behind the this that
    """.split()
)
_NEGATIVE = frozenset("no nobody none neither not denied any rejected unknown".split())
_BEHALF = frozenset(("behalf", "name"))
_SELF = frozenset("it they he she we".split())
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Blame:
    """Words for somebody held responsible, and how the article holds that."""

    first: int
    last: int
    """Tokens, both included."""
    stance: Stance
    source: tuple[int, int] | None
    """Tokens of whoever says so, where they are named."""
    sentence: int

    @property
    def laid(self) -> bool:
        """Whether somebody named lays it at another's door."""
        return self.stance is Stance.ALLEGED and self.source is not None


def blame_after(scene: Scene, trigger: Trigger) -> Blame | None:
    """Return who is held responsible for *trigger* in its sentence or soon after it."""
    here = scene.sentence_index(trigger.span.start)
    after = tokens_of(scene).within(trigger.span)[1]
    found = (
        blame
        for blame in _blames(scene)
        if here <= blame.sentence <= here + _REACH
        and not (blame.laid and (blame.sentence > here + 1 or blame.first < after))
    )
    return next(found, None)


@once_per_scene
def _blames(scene: Scene) -> tuple[Blame, ...]:
    found = []
    for number, sentence in enumerate(sentences_of(scene)):
        for index in sentence.found(_SIGNS):
            blame = _blame_at(sentence, index, number)
            if blame is not None:
                found.append(blame)
    return tuple(found)


def _blame_at(sentence: Sentence, index: int, number: int) -> Blame | None:
    word = sentence.word(index)
    if word in ("responsibility", "credit", "authorship"):
        return _of_responsibility(sentence, index, number)
    if word in _ASCRIBING:
        return _of_ascription(sentence, index, number)
    if word == "accused":
        return _of_accuser(sentence, index, number) if _names_deed(sentence, index) else None
    if word == "responsible" and sentence.word(index - 1) not in (
        "those",
        "persons",
        "people",
        "individuals",
    ):
        return _of_responsible(sentence, index, number)
    return None


def _of_responsible(sentence: Sentence, index: int, number: int) -> Blame | None:
    """Return who "is responsible", or says of itself "that it was responsible"."""
    phrase = subject_of(sentence, index)
    if phrase is None or sentence.word(phrase[1]) not in _SELF:
        return _blame(sentence, phrase, Stance.ALLEGED, number=number)
    verb = previous_verb(sentence, phrase[0])
    if verb is None or sentence.word(verb) not in SPEAKING:
        return _blame(sentence, phrase, Stance.ALLEGED, number=number)
    return _blame(sentence, subject_of(sentence, verb), Stance.CLAIMED, number=number, own=True)


def _of_responsibility(sentence: Sentence, index: int, number: int) -> Blame | None:
    for position in range(index - 1, max(sentence.first, index - _NEAR) - 1, -1):
        if sentence.word(position) in _TAKING:
            phrase = _spoken_for(sentence, position) or subject_of(sentence, position)
            return _blame(sentence, phrase, Stance.CLAIMED, number=number, own=True)
    for position in range(index + 1, min(sentence.stop, index + 3 * _NEAR)):
        if sentence.word(position) in _TAKING and sentence.word(position + 1) == "by":
            phrase = phrases_from(sentence, position + 2)
            return _blame(sentence, phrase, Stance.CLAIMED, number=number, own=True)
    return None


def _spoken_for(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """Return on whose behalf a caller takes responsibility with the *verb*."""
    for index in sentence.found(_BEHALF):
        if index < verb and sentence.word(index + 1) == "of":
            return phrases_from(sentence, index + 2)
    return None


def _of_ascription(sentence: Sentence, index: int, number: int) -> Blame | None:
    for position in range(index + 1, min(sentence.stop, index + 2 * _NEAR)):
        if sentence.word(position) in _ascribes_with(sentence, index, position):
            return _blame(
                sentence, phrases_from(sentence, position + 1), Stance.ALLEGED, number=number
            )
        if sentence.word(position) == "for" and sentence.word(index) == "blamed":
            passive = sentence.tag(index - 1) in "XR"
            phrase = subject_of(sentence, index) if passive else object_of(sentence, index)
            return _blame(sentence, phrase, Stance.ALLEGED, number=number)
    return _of_accuser(sentence, index, number) if sentence.word(index) == "blamed" else None


def _ascribes_with(sentence: Sentence, index: int, position: int) -> tuple[str, ...]:
    """Return the prepositions before whoever did it; "blamed" has its own behind the deed only."""
    if sentence.word(index) != "blamed":
        return ("on", "to")
    between = sentence.tokens.words[index + 1 : position]
    return ("on",) if not between or not _DEEDS.isdisjoint(between) else ()


def _of_accuser(sentence: Sentence, index: int, number: int) -> Blame | None:
    """Return whom "the minister blamed the rebels" and "accused the rebels of the attack" name."""
    if sentence.tag(index - 1) == "X":
        return None
    blame = _blame(sentence, object_of(sentence, index), Stance.ALLEGED, number=number)
    return blame and replace(blame, source=subject_of(sentence, index))


def _names_deed(sentence: Sentence, index: int) -> bool:
    """Tell whether the accusation is of "the attack" and not of something new."""
    for position in range(index + 1, sentence.stop):
        if sentence.word(position) == "of":
            position += 1  # noqa: PLW2901 - on from the preposition
            while sentence.word(position) in _DOING:
                position += 1  # noqa: PLW2901 - to the noun
            return sentence.word(position) in _DEEDS
    return False


def _blame(
    sentence: Sentence,
    phrase: tuple[int, int] | None,
    stance: Stance,
    *,
    number: int,
    own: bool = False,
) -> Blame | None:
    if phrase is None:
        return None
    before = sentence.tokens.words[max(sentence.first, phrase[0] - 3) : phrase[1] + 4]
    if not _NEGATIVE.isdisjoint(before):
        return None
    return Blame(*phrase, stance, phrase if own else None, number)
