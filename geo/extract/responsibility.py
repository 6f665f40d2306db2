"""Find whom an article holds responsible for an event told in a sentence before.

"A bomb went off. The ELN claimed responsibility." "The attack was blamed on the rebels."
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.extract.clauses import SPEAKING, is_passive, previous_verb, subject_of
from geo.extract.once import once_per_scene
from geo.extract.phrases import Sentence, object_of, phrases_from, sentences_of
from geo.extract.tagging import tokens_of
from geo.model import Actor, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.extract.phrases import Sentence
    from geo.extract.scene import Scene, Trigger

_REACH = 4
"""How many sentences after an event may still say who did it."""
_TAKING = frozenset(
    """
    claimed claim claims claiming took take takes taking assumed assuming accepted accepting
    admitted admitting acknowledged acknowledging
    """.split()
)
_ASCRIBING = frozenset("blamed attributed ascribed pinned".split())
_SUSPECTING = frozenset("suspected suspect suspects".split())
_POINTING = frozenset("blame suspicion suspicions finger fingers".split())
_COMMITTING = frozenset("carried committed staged perpetrated planted".split())
_DEEDS = frozenset(
    """
    attack attacks bombing bombings blast explosion killing killings massacre ambush shooting
    assault raid strike strikes kidnapping abduction murder murders assassination massacres
    explosions shootings crime incident death deaths bomb bombs
    """.split()
)
_DOING = frozenset(
    """
    carrying out committing staging ordering launching mounting organizing organising planning being
    behind the this that
    """.split()
)
_NEGATIVE = frozenset("no nobody none neither not denied any rejected unknown".split())
_ANYBODY = frozenset("those persons people individuals".split())
_BEHALF = frozenset(("behalf", "name"))
_HOLDING = SPEAKING | {"held", "hold", "holds"}
_SELF = frozenset("it they he she we".split())
_NOT_AT_ALL = frozenset("no not nothing".split())
_SHARES = frozenset("part hand role involvement involved responsible behind".split())
_ACCUSING = frozenset(
    "accused accuse accuses accusing blamed blames blaming suspect suspects".split()
)
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
    laid: bool = False
    """Whether it is laid at another's door, and may be of some other deed."""


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


def self_named(scene: Scene, blame: Blame) -> tuple[Actor, ...]:
    """Return who claims the deed under a name that no table has: "the Free Falcons"."""
    tokens = tokens_of(scene)
    first = blame.first + (tokens.tags[blame.first] == "D")
    tags = tokens.tags[first : blame.last + 1]
    if (
        blame.stance is not Stance.CLAIMED
        or not tokens.cased
        or tags.strip("KNZ-")
        or "K" not in tags
    ):
        return ()
    span = tokens.span(first, blame.last)
    return (Actor(" ".join(scene.words_of(span).split()), "actor", span=span),)


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
    return _READERS[sentence.word(index)](sentence, index, number)


def _of_responsible(sentence: Sentence, index: int, number: int) -> Blame | None:
    """Return who "is responsible", or says of itself "that it was responsible"."""
    if sentence.word(index - 1) in _ANYBODY:
        return None
    phrase = subject_of(sentence, index)
    return _of_oneself(sentence, phrase, number) or _of_told(sentence, phrase, number)


def _of_told(sentence: Sentence, phrase: tuple[int, int] | None, number: int) -> Blame | None:
    """Return the blame of whom "police said soldiers were responsible" names, by who says so."""
    blame = _blame(sentence, phrase, Stance.ALLEGED, number=number)
    verb = previous_verb(sentence, phrase[0]) if phrase is not None else None
    says = verb is not None and sentence.word(verb) in _HOLDING
    return blame and _said_by(sentence, blame, verb if says else None)


def _said_by(sentence: Sentence, blame: Blame, verb: int | None) -> Blame:
    """Return *blame* with the subject of *verb*, where it has one, as who says so."""
    source = subject_of(sentence, verb) if verb is not None else None
    return blame if source is None else replace(blame, source=source)


def _of_oneself(sentence: Sentence, phrase: tuple[int, int] | None, number: int) -> Blame | None:
    """Return who says of itself what has "it" in *phrase* for its subject."""
    if phrase is None or sentence.word(phrase[1]) not in _SELF:
        return None
    verb = previous_verb(sentence, phrase[0])
    if verb is None or sentence.word(verb) not in SPEAKING:
        return None
    return _blame(sentence, subject_of(sentence, verb), Stance.CLAIMED, number=number, own=True)


def _of_admission(sentence: Sentence, index: int, number: int) -> Blame | None:
    """Return who says of itself that "it had carried out the attack"."""
    done = _is_deed(sentence, index + 1)
    return _of_oneself(sentence, subject_of(sentence, index), number) if done else None


def _of_backing(sentence: Sentence, index: int, number: int) -> Blame | None:
    """Return who "was behind the attack", or says so of itself."""
    if sentence.tag(index - 1) != "X" or not _is_deed(sentence, index + 1):
        return None
    phrase = subject_of(sentence, index)
    if phrase is not None and sentence.word(phrase[1]) in _SELF:
        return _of_oneself(sentence, phrase, number)
    return _of_told(sentence, phrase, number)


def _of_pointing(sentence: Sentence, index: int, number: int) -> Blame | None:
    """Return whom "put the blame on", "suspicion fell on", "pointed the finger at" name."""
    verb = previous_verb(sentence, index)
    for position in range(index + 1, min(sentence.stop, index + _NEAR)):
        if sentence.word(position) in ("on", "at"):
            phrase = phrases_from(sentence, position + 1)
            blame = _blame(sentence, phrase, Stance.ALLEGED, number=number)
            lays = verb is not None and sentence.tokens.tags[verb + 1 : index] in ("D", "")
            return blame and replace(_said_by(sentence, blame, verb if lays else None), laid=True)
    return None


def _of_work(sentence: Sentence, index: int, number: int) -> Blame | None:
    """Return whose "the work of" a deed was."""
    before = sentence.tokens.words[max(index - _NEAR, 0) : index]
    if before[-1:] != ("the",) or sentence.word(index + 1) != "of":
        return None
    if not _NEGATIVE.isdisjoint(before):
        return None
    return _blame(sentence, phrases_from(sentence, index + 2), Stance.ALLEGED, number=number)


def _is_deed(sentence: Sentence, index: int) -> bool:
    """Tell whether a deed told before stands at *index*: "out the attack"."""
    while sentence.word(index) in _DOING:
        index += 1
    return sentence.word(index) in _DEEDS


def _of_responsibility(sentence: Sentence, index: int, number: int) -> Blame | None:
    for position in range(index - 1, max(sentence.first, index - _NEAR) - 1, -1):
        if sentence.word(position) in _TAKING:
            phrase = _spoken_for(sentence, position) or _taker(sentence, position)
            return _blame(sentence, phrase, Stance.CLAIMED, number=number, own=True)
    for position in range(index + 1, min(sentence.stop, index + 3 * _NEAR)):
        if sentence.word(position) in _TAKING and sentence.word(position + 1) == "by":
            phrase = phrases_from(sentence, position + 2)
            return _blame(sentence, phrase, Stance.CLAIMED, number=number, own=True)
    return None


def _taker(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """Return who takes responsibility with the *verb*, be it by "leaflets claiming" it."""
    if sentence.word(verb).endswith("ing") and sentence.tag(verb - 1) in "NK":
        verb = previous_verb(sentence, verb) or verb
    return subject_of(sentence, verb)


def _spoken_for(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """Return on whose behalf a caller takes responsibility with the *verb*."""
    for index in sentence.found(_BEHALF):
        if index < verb and sentence.word(index + 1) == "of":
            return phrases_from(sentence, index + 2)
    return None


def _of_ascription(sentence: Sentence, index: int, number: int) -> Blame | None:
    for position in range(index + 1, min(sentence.stop, index + 2 * _NEAR)):
        if sentence.word(position) in _ascribes_with(sentence, index, position):
            phrase = phrases_from(sentence, position + 1)
            blame = _blame(sentence, phrase, Stance.ALLEGED, number=number)
            verb = None if sentence.tag(index - 1) in "XR" else index
            return blame and _said_by(sentence, blame, verb)
        if sentence.word(position) == "for" and sentence.word(index) == "blamed":
            passive = is_passive(sentence, index)
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
    """Return whom "the minister blamed the rebels" and "accused the rebels of the attack" name.

    Of a passive it is whoever is accused. Other than blame, an accusation is of "the attack" and
    not of something new.
    """
    word, told = sentence.word(index), sentence.tag(index - 1) in "NKO"
    suspects = word in ("suspect", "suspects") and told and sentence.word(index + 1) != "that"
    if word != "blamed" and not suspects and not _names_deed(sentence, index):
        return None
    if is_passive(sentence, index):
        return _blame(sentence, subject_of(sentence, index), Stance.ALLEGED, number=number)
    if sentence.tag(index) != "V" and sentence.tag(index + 1) not in "DK":
        return None
    blame = _blame(sentence, object_of(sentence, index), Stance.ALLEGED, number=number)
    return blame and replace(blame, source=subject_of(sentence, index), laid=True)


def _names_deed(sentence: Sentence, index: int) -> bool:
    """Tell whether the accusation is of "the attack" and not of something new."""
    for position in range(index + 1, sentence.stop):
        if sentence.word(position) in ("of", "in"):
            return _is_deed(sentence, position + 1)
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


_READERS: Mapping[str, Callable[[Sentence, int, int], Blame | None]] = {
    **dict.fromkeys(("responsibility", "credit", "authorship"), _of_responsibility),
    **dict.fromkeys(_ASCRIBING, _of_ascription),
    **dict.fromkeys(_SUSPECTING | {"accused"}, _of_accuser),
    **dict.fromkeys(_COMMITTING, _of_admission),
    **dict.fromkeys(_POINTING, _of_pointing),
    "behind": _of_backing,
    "work": _of_work,
    "responsible": _of_responsible,
}
"""What reads each word that may tell who did it."""
_SIGNS = frozenset(_READERS)


def accused_of(sentence: Sentence, deed: int) -> tuple[int, int] | None:
    """Return "the rebels" of "accused the rebels of the attack", where *deed* is the noun."""
    index = deed - 1
    while sentence.tag(index) in "DNKMGZ" and sentence.word(index) not in _ACCUSING:
        index -= 1
    verb = max((each for each in sentence.found(_ACCUSING) if each < index), default=index)
    between = sentence.tokens.tags[verb + 1 : index]
    if sentence.word(index) not in ("of", "for") or any(tag in "VXL;:" for tag in between):
        return None
    if is_passive(sentence, verb):
        return subject_of(sentence, verb)
    return (verb + 1, index - 1) if between else None


def charges(sentence: Sentence, first: int) -> bool:
    """Tell whether "the rebels of planting it" or "of the bombing" begins at token *first*."""
    for index in range(first, min(first + 2 * _NEAR, sentence.stop)):
        if sentence.word(index) == "of":
            deed = index + 1 + (sentence.tag(index + 1) == "D")
            if sentence.word(index + 1).endswith("ing") or sentence.word(deed) in _DEEDS:
                return True
        elif sentence.tag(index) in ",;:VXLST":
            break
    return False


def disclaims(sentence: Sentence, first: int, stop: int) -> bool:
    """Tell whether somebody says of a deed that "they had nothing to do with it"."""
    for index in sentence.found(_NOT_AT_ALL, first):
        near = sentence.tokens.words[index + 1 : min(index + 4, stop)]
        if near == ("to", "do", "with") or (near and near[0] in _SHARES):
            return True
    return False
