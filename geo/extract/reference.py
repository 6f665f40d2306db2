"""Whether a trigger tells of one happening, takes one up again, or speaks in general."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.extract.clauses import clause_around, subject_of
from geo.extract.inflect import past_forms, plural, verb_forms
from geo.extract.phrases import object_of, sentence_at
from geo.extract.scene import Voice
from geo.extract.tagging import tokens_of

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger
    from geo.extract.tagging import Tokens

_DEFINITE = frozenset("the this that these those its his her their such said".split())
_SOME = frozenset(
    """
    several many few two three four five six seven eight nine ten dozen dozens series string wave
    number both another fresh new recent latest twin
    """.split()
)
_BESIDE = frozenset(
    """
    also another second third other others elsewhere meanwhile addition moreover later separate
    separately additional besides likewise
    """.split()
)
_LASTING = frozenset(
    """
    fighting combat battle offensive counteroffensive hostilities clash skirmish siege invasion
    operation fight violence bloodshed
    """.split()
)
_ASSAILANTS = frozenset(
    """
    attacker attackers assailant assailants gunman gunmen killer killers shooter bomber bombers
    perpetrator perpetrators suspect suspects hijacker hijackers kidnapper kidnappers
    """.split()
)
_RESULTS = frozenset("kill wound injure maim".split())
_BEFORE = 4
_SPEAKING = """
    welcome condemn denounce praise deplore discuss protest criticize criticise mourn fear mark
    recall oppose support hail decry lament investigate
    """
_PRESENT_STOPS = frozenset("TLAX")


def takes_up(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether *trigger* is a noun that takes up what was told before: "the attack"."""
    if trigger.voice is not Voice.NOMINAL:
        return False
    tokens = tokens_of(scene)
    first = tokens.within(trigger.span)[0]
    return not _DEFINITE.isdisjoint(_words_before(tokens, first))


def is_plural(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether *trigger* is a noun for several deeds: "the attacks"."""
    tokens = tokens_of(scene)
    stop = tokens.within(trigger.span)[1]
    last = tokens.words[stop - 1]
    return trigger.voice is Voice.NOMINAL and last.endswith("s") and not last.endswith("ss")


def is_single(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether *trigger* is a noun for one deed: "the murder", "his abduction"."""
    return takes_up(scene, trigger) and not is_plural(scene, trigger)


def is_indefinite(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether *trigger* is a noun for a deed that nothing tells from others: "a murder"."""
    tokens = tokens_of(scene)
    stop = tokens.within(trigger.span)[1]
    is_gerund = tokens.words[stop - 1].endswith("ing") and tokens.tags[stop : stop + 1] == "D"
    return trigger.voice is Voice.NOMINAL and not is_gerund and not takes_up(scene, trigger)


def is_beside(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether *trigger* is a verb beside another: "and shelled it", "after shelling it"."""
    if trigger.voice is Voice.NOMINAL or trigger.phrase in _RESULTS:
        return False
    tokens = tokens_of(scene)
    index = tokens.within(trigger.span)[0] - 1
    while index > 0 and tokens.tags[index] in "RX":
        index -= 1
    if tokens.tags[index] == "C" or tokens.words[index] in ("after", "before"):
        return True
    sentence = sentence_at(scene, trigger.span.start)
    begin = clause_around(sentence, tokens.within(trigger.span)[0])[0]
    return sentence.tag(begin - 1) == "C"


def is_on_assailant(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether it befell who did the deed told before: "the gunman was shot by police"."""
    sentence = sentence_at(scene, trigger.span.start)
    first, stop = tokens_of(scene).within(trigger.span)
    if trigger.voice is Voice.NOMINAL or first >= stop or not sentence.found(_ASSAILANTS):
        return False
    passive = trigger.voice is Voice.PASSIVE
    phrase = subject_of(sentence, first) if passive else object_of(sentence, stop - 1)
    if phrase is None:
        return False
    return not _ASSAILANTS.isdisjoint(sentence.tokens.words[phrase[0] : phrase[1] + 1])


def is_generic(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether *trigger* speaks of happenings in general: "kidnappings are common".

    A bare plural is general, and so is a verb in the present that is not the head of
    the article: "bandits rob travelers here".
    """
    tokens = tokens_of(scene)
    first, stop = tokens.within(trigger.span)
    if first >= stop:
        return False
    if trigger.voice is Voice.NOMINAL:
        if not is_plural(scene, trigger):
            return False
        before = _words_before(tokens, first)
        return (
            _DEFINITE.isdisjoint(before)
            and _SOME.isdisjoint(before)
            and not _counted(tokens, first)
        )
    return _is_habitual(scene, trigger, first)


def is_other(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether *trigger* is set beside what was told before: "also", "a second bomb"."""
    tokens = tokens_of(scene)
    first, stop = tokens.within(scene.sentence(trigger.span.start))
    return not _BESIDE.isdisjoint(tokens.words[first:stop])


def is_lasting(trigger: Trigger) -> bool:
    """Tell whether *trigger* tells of fighting, which goes on, rather than of one deed."""
    return trigger.phrase.rpartition(" ")[2] in _LASTING


def is_topic(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether *trigger* is but what somebody speaks about: "welcomed the liberation of"."""
    if trigger.voice is not Voice.NOMINAL:
        return False
    tokens = tokens_of(scene)
    first = tokens.within(trigger.span)[0]
    low = first
    while low > 0 and first - low < _BEFORE and tokens.tags[low - 1] in "NKMDGZRP":
        low -= 1
    return low > 0 and tokens.words[low - 1] in _speaking()


@cache
def _speaking() -> frozenset[str]:
    return frozenset(form for verb in _SPEAKING.split() for form in verb_forms(verb))


def _is_habitual(scene: Scene, trigger: Trigger, first: int) -> bool:
    if trigger.voice is not Voice.ACTIVE or _is_headline(scene, trigger):
        return False
    tokens = tokens_of(scene)
    plain = trigger.phrase.partition(" ")[0]
    index = first - 1
    while index > 0 and tokens.tags[index] in "RQ":
        index -= 1
    present = tokens.words[first] in {plain, plural(plain)} and plain not in past_forms(plain)[0]
    return (
        present
        and tokens.tags[index] not in _PRESENT_STOPS
        and trigger.event_type.acled is not None
    )


def _is_headline(scene: Scene, trigger: Trigger) -> bool:
    sentence = scene.sentence(trigger.span.start)
    words = scene.words_of(sentence)
    return not words.endswith(".") or (sentence == scene.sentences[0] and ";" in words)


def _counted(tokens: Tokens, first: int) -> bool:
    return "M" in tokens.tags[max(first - _BEFORE, 0) : first]


def _words_before(tokens: Tokens, first: int) -> tuple[str, ...]:
    """Return the words of the noun phrase before token *first*."""
    low = first
    while low > 0 and first - low < _BEFORE and tokens.tags[low - 1] in "NKMDGVZR":
        low -= 1
    return tokens.words[low:first]
