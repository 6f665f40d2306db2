"""Find whom a pronoun or a phrase like "the group" or "the two armies" stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extract.clauses import SPEAKING, previous_verb, subject_of
from geo.extract.phrases import Sentence
from geo.extract.reporting_words import reporting_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.extract.mentions import Mention, Mentions
    from geo.extract.tagging import Tokens

_DEFINITE = frozenset("the these those this that its their".split())
_POSSESSORS = frozenset("its their".split())
_BOTH = frozenset("two both".split())
_SIDES = frozenset(
    """
    militaries armies sides countries governments states nations neighbors neighbours forces
    """.split()
)
_GROUP_WORDS = frozenset(
    "group groups organization organisation movement militia front faction cartel gang".split()
)
_ASSAILANTS = frozenset("attackers assailants raiders fighters".split())
_NEUTRAL = frozenset("late former same said whole entire alleged suspected armed young".split())
"""Adjectives that do not tell one from another of its kind."""
_FIGHTERS = frozenset({"rebel group", "political militia", "identity militia"})
_MANY = frozenset("forces troops police army military authorities soldiers militaries".split())
_PLURAL = frozenset("they them themselves their".split())
_SINGLE = frozenset("he she him her himself herself i".split())
_OBJECT_RELATIVES = (("whom",), ("which",), ("that",))
"""What may stand between a noun and who did something to it."""
_SAID_REACH = 10
_REACH = 40
"""How many mentions back an antecedent is looked for."""


def antecedents(mention: Mention, mentions: Mentions, tokens: Tokens) -> tuple[Mention, ...]:
    """Return the mentions that *mention* stands for: itself if it speaks for itself.

    Two are returned for "the two armies" and the like.
    """
    if mention.sort == "pronoun":
        found = _of_pronoun(mention, mentions, tokens)
        return (found,) if found is not None else ()
    if mention.is_named or mention.sort in ("country", "demonym"):
        return (mention,)
    words = tokens.words[mention.first : mention.last + 1]
    if words[0] in _POSSESSORS:
        return (_owned(mention, mentions),)
    definite = not _DEFINITE.isdisjoint(words) or _may_be_bare(mention, tokens)
    return _taken_up(mention, mentions, tokens) if definite else (mention,)


def _taken_up(mention: Mention, mentions: Mentions, tokens: Tokens) -> tuple[Mention, ...]:
    """Return whom "the group" or "the two armies" takes up, or the mention itself."""
    words = tokens.words[mention.first : mention.last + 1]
    earlier = mentions.before(mention.first)[-_REACH:][::-1]
    if not _BOTH.isdisjoint(words) and words[-1] in _SIDES:
        return _last_two_states(earlier) or (mention,)
    described = any(
        tokens.tags[index] in "NKVG" and tokens.words[index] not in _NEUTRAL
        for index in range(mention.first + 1, mention.head)
    )
    described = described or tokens.words[mention.last + 1 : mention.last + 2] == ("of",)
    if described and mention.kind not in _FIGHTERS:
        return (mention,)
    named = _named_before(mention, earlier, tokens)
    return (named if named is not None else mention,)


def _owned(mention: Mention, mentions: Mentions) -> Mention:
    """Return *mention* with the country or the group of whom "its" or "their" stands for."""
    for owner in reversed(mentions.before(mention.first)[-_REACH:]):
        if owner.modifies or not (owner.country or owner.group) or owner.name is not None:
            continue
        return mention._replace(
            country=owner.country,
            state=owner.state,
            group=owner.group,
            kind=owner.kind if owner.group is not None else mention.kind,
        )
    return mention


def _of_pronoun(pronoun: Mention, mentions: Mentions, tokens: Tokens) -> Mention | None:
    word = tokens.words[pronoun.head]
    if word == "it" and _is_of_thing(pronoun, mentions, tokens):
        return None
    for mention in _speakers(pronoun, mentions, tokens):
        if _agrees(word, mention, tokens):
            return antecedents(mention, mentions, tokens)[0]
    fitting = _fitting(word, pronoun, mentions, tokens)
    opens = tokens.tags[pronoun.head - 1 : pronoun.head] in ("", ".")
    subjects = [each for each in fitting if not (opens and _is_object(each, tokens))]
    found = next(iter(subjects or fitting), None)
    return None if found is None else antecedents(found, mentions, tokens)[0]


def _fitting(word: str, pronoun: Mention, mentions: Mentions, tokens: Tokens) -> list[Mention]:
    """Return the mentions that *word* may stand for, the nearest first, of one sentence at most."""
    found: list[Mention] = []
    for mention in reversed(mentions.before(pronoun.head)[-_REACH:]):
        if found and "." in tokens.tags[mention.last : found[0].first]:
            break
        if mention.modifies or mention.sort in ("pronoun", "demonym"):
            continue
        between = tokens.words[mention.last + 1 : pronoun.head]
        if mention.name is None and (not between or between in _OBJECT_RELATIVES):
            continue  # "two soldiers they had kidnapped"
        here = "." not in tokens.tags[mention.last : pronoun.head]
        near = here and (mention.name is not None or word == "them")
        if _governed(mention, tokens) and not near:
            continue
        if not here and word != "it" and _only_speaks(mention, pronoun, tokens):
            continue
        if _agrees(word, mention, tokens):
            found.append(mention)
    return found


def _is_object(mention: Mention, tokens: Tokens) -> bool:
    return tokens.tags[mention.first - 1 : mention.first] == "V"


def _is_of_thing(pronoun: Mention, mentions: Mentions, tokens: Tokens) -> bool:
    """Tell whether a thing is the subject before: "the town was shelled before it was taken"."""
    start = tokens.tags.rfind(".", 0, pronoun.head) + 1
    sentence = Sentence(tokens, start, pronoun.head)
    verb = previous_verb(sentence, pronoun.head)
    subject = subject_of(sentence, verb) if verb is not None else None
    return subject is not None and not mentions.between(subject[0], subject[1] + 1)


def _speakers(pronoun: Mention, mentions: Mentions, tokens: Tokens) -> tuple[Mention, ...]:
    """Return who speaks in "the monitors said that they", where the pronoun begins what is said."""
    verb = _verb_of_saying(pronoun, tokens)
    if (
        verb < 1
        or f"verb:{tokens.words[verb]}" not in reporting_words()
        or tokens.tags[verb] != "V"
    ):
        return ()
    start = max(tokens.tags.rfind(".", 0, verb), 0)
    subject = subject_of(Sentence(tokens, start, verb + 1), verb)
    if subject is None:
        return ()
    inside = mentions.between(subject[0], subject[1] + 1)
    return tuple(each for each in inside if not each.modifies and each.sort != "pronoun")


def _verb_of_saying(pronoun: Mention, tokens: Tokens) -> int:
    """Return the verb before *pronoun*: "said that it", "said in a call to a newspaper that it"."""
    verb = pronoun.head - 1
    if tokens.words[verb] != "that":
        return verb
    for index in range(verb - 1, max(verb - _SAID_REACH, 0), -1):
        if tokens.tags[index] in "VX.,;:SG":
            return index
    return verb - 1


def _only_speaks(mention: Mention, pronoun: Mention, tokens: Tokens) -> bool:
    """Tell whether *mention* is but a source behind it: "men came, survivors said. They"."""
    told = tokens.tags[mention.first - 1 : mention.first] == ","
    speaks = tokens.words[mention.last + 1 : mention.last + 2]
    return (
        told
        and speaks[:1] != ()
        and speaks[0] in SPEAKING
        and not (SPEAKING & set(tokens.words[pronoun.head + 1 : pronoun.head + 3]))
    )


def _governed(mention: Mention, tokens: Tokens) -> bool:
    return mention.first > 0 and tokens.tags[mention.first - 1] == "P"


def _agrees(word: str, mention: Mention, tokens: Tokens) -> bool:
    head = tokens.words[mention.head]
    if word in _PLURAL:
        if mention.sort == "body":
            return mention.kind in _FIGHTERS or head in _MANY
        return mention.sort == "group" or (mention.sort == "people" and not _is_singular(head))
    if word in _SINGLE:
        return mention.name is not None or (mention.sort == "people" and _is_singular(head))
    return word in ("it", "itself") and mention.sort in ("body", "group", "country")


def _is_singular(noun: str) -> bool:
    """Tell whether a noun for people means one of them: it has no plural ending."""
    return not noun.endswith(("s", "men", "people", "children", "police"))


def _may_be_bare(mention: Mention, tokens: Tokens) -> bool:
    """Tell whether the phrase is definite without an article: texts in capitals drop them."""
    return not tokens.cased and mention.first == mention.last and mention.kind == "rebel group"


def _named_before(mention: Mention, earlier: Iterable[Mention], tokens: Tokens) -> Mention | None:
    head = tokens.words[mention.head]
    fighters = mention.kind in _FIGHTERS
    for other in earlier:
        if not other.is_named:
            continue
        if tokens.words[other.head] == head and other.sort == mention.sort:
            return other
        if other.group is None or other.kind not in _FIGHTERS:
            continue
        same = fighters and mention.kind == other.kind
        if same or head in _GROUP_WORDS or head in _ASSAILANTS:
            return other
    return None


def _last_two_states(earlier: Iterable[Mention]) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for mention in earlier:
        if mention.name is not None or mention.country is None:
            continue
        if mention.country not in found:
            found[mention.country] = mention
        if len(found) == 2:  # noqa: PLR2004 - the two sides
            return tuple(found.values())[::-1]
    return ()


def befallen(sentence: Sentence, mentions: Mentions, verb: int) -> list[Mention]:
    """Return the noun that a clause describes as befallen: "two soldiers they had kidnapped"."""
    subject = subject_of(sentence, verb)
    if subject is None:
        return []
    last = subject[0] - 1
    if (sentence.word(last),) in _OBJECT_RELATIVES:
        last -= 1
    elif sentence.tag(subject[0]) != "O":
        return []
    return [mention for mention in mentions.between(last, last + 1) if mention.sort != "pronoun"]
