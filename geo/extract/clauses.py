"""Clauses and their subjects by a shallow reading of tagged words.

Any part of extraction may use it: `subject_of` gives the stretch of tokens that stands for who
does something, `clause_around` the bounds of a clause. Everything works
on token indexes of one sentence, half-open where two are given, and never looks outside it.

Notes
-----
No tree is built. A subject is found by walking left from its verb over auxiliaries, relatives,
infinitives and coordinated predicates, which is enough for the sentences of news and costs
microseconds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.extract.phrases import (
    QUANTIFYING,
    TELLING_WHOSE,
    chain_to,
    modifies,
    object_of,
    opening_of,
    phrase_start,
    phrases_from,
)

if TYPE_CHECKING:
    from geo.extract.phrases import Sentence

_OBJECT_CONTROL = frozenset(
    """
    urged urge urges urging asked ask asks asking ordered order orders ordering told tell tells
    forced force forces forcing allowed allow allows allowing helped help helps helping persuaded
    invited invite warned warn warns warning called calls call calling directed instructed
    encouraged compelled enabled permitted prompted led pressed pressured obliged authorized
    commanded demanded begged advised challenged coerced caused
    """.split()
)
_FOILING = frozenset(
    """
    foiled foil foils foiling thwarted thwart thwarts thwarting uncovered uncover disrupted averted
    prevented stopped
    """.split()
)
"""Whoever does this to a plot to do something is not who would have done it."""
_BE = frozenset("is are was were be been being".split())
_CHARGING = frozenset(
    """
    accused accuse accuses accusing blamed blame blames blaming suspected suspect suspects charged
    denounced denounces condemned criticized criticised tried convicted sentenced jailed arrested
    detained imprisoned indicted prosecuted acquitted fined punished wanted sought executed hanged
    """.split()
)
_SAYING = frozenset("said says that told".split())
SPEAKING = frozenset(
    """
    said says told tells wrote added claimed claims alleged reported announced insisted argued
    admitted acknowledged explained confirmed denied denies warned vowed pledged accused accuses
    blamed blames rejected rejects condemned denounced urged demanded called threatened described
    """.split()
)
"""Verbs that a person does and no event, so that "and" joins them to one another."""
_GOING_ON_TO_SAY = frozenset("saying adding claiming insisting alleging arguing stating".split())
_GOING_ABOUT = frozenset(
    """
    wearing carrying travelling traveling riding driving posing belonging operating walking
    brandishing firing wielding flying using
    """.split()
)
"""How those who do a deed come and look: "men wearing uniforms raped"."""
_LONGEST_ASIDE = 16
_PARTICIPLE = re.compile("NV[PB]")
_DIVIDER = re.compile("[;:SQ-]|[BC,](?=[DMNKZRO]+(?:[PT][DMNKZRO]*)*[VXL])")
"""Where a clause ends: at a mark, or where a subject and its verb follow."""
_DEEPEST = 6


def subject_of(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """Return the tokens of the subject of the predicate that token *verb* stands in.

    Returns
    -------
    tuple of int or None
        First and last token, both included, of a chain of noun phrases ("the head of the
        army and his men"); None where the sentence names none.
    """
    return _subject(sentence, verb, _DEEPEST)


def speech_stop(sentence: Sentence, start: int) -> int:
    """Return where what is said ends: before "and warned Tehran", another deed of the speaker."""
    for index in sentence.tagged("CV", start):
        if sentence.word(index + 1) in SPEAKING and sentence.tag(index + 2) not in "S.":
            return index
    return sentence.stop


def clause_around(sentence: Sentence, index: int) -> tuple[int, int]:
    """Return the half-open range of the clause that holds token *index*.

    A clause ends at a semicolon, a colon, a quotation mark or a dash, at a relative or
    subordinator, and at a comma or "and" that a further subject and verb follow.
    """
    first, stop = sentence.first, sentence.stop
    for match in _DIVIDER.finditer(sentence.tokens.tags, first, stop):
        if match.start() > index:
            return first, match.start()
        if match.start() < index:
            first = match.end()
    return first, stop


def previous_verb(sentence: Sentence, index: int) -> int | None:
    """Return the last verb before token *index* that can have a subject of its own."""
    for position in range(index - 1, sentence.first - 1, -1):
        tag = sentence.tag(position)
        if tag == ";":
            return None
        if tag == "V" and not modifies(sentence, position):
            return position
        if tag in "XL" and sentence.tag(position + 1) not in "VXLARG":
            return position
    return None


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Tell whether the participle *verb* is of a passive: "was once more blamed"."""
    index = verb - 1
    while sentence.tag(index) in "RA":
        index -= 1
    return sentence.word(index) in _BE and not sentence.word(verb).endswith("ing")


def interjected(sentence: Sentence, verb: int) -> int | None:
    """Return the comma before ", the police said," where *verb* is its "said", else None."""
    hears = sentence.word(verb) in ("told", "tells")
    if sentence.word(verb) not in SPEAKING or (sentence.tag(verb + 1) in "DNKMOS" and not hears):
        return None
    if not ends_aside(sentence, verb + 1):
        return None
    last = verb - 1
    while sentence.tag(last) in "XLAR":
        last -= 1
    if sentence.tag(last) not in "NKMO":
        return None
    opening = chain_to(sentence, last)[0] - 1
    return opening if sentence.tag(opening) == "," and opening > sentence.first else None


def ends_aside(sentence: Sentence, index: int) -> bool:
    """Tell whether a comma follows, past a time, a place or a means: "said by telephone,"."""
    while sentence.tag(index) in "RPDNKM" and index < sentence.stop:
        index += 1
    return sentence.tag(index) == ","


def _subject(sentence: Sentence, verb: int, depth: int) -> tuple[int, int] | None:
    index = verb - 1
    while sentence.tag(index) in "XLARQ" or sentence.word(index) == "n't":
        index -= 1
    tag = sentence.tag(index)
    begins = verb == sentence.first  # "Urging both sides to step back, the mediator flew"
    if depth == 0 or (tag in " ;:" and not begins):
        return None
    if tag in "NKMOZD":
        return _lifted(sentence, chain_to(sentence, index), depth)
    if tag in "C," and (spoke := _speaking_before(sentence, index, verb)) is not None:
        return _subject(sentence, spoke, depth - 1)
    if tag in "TS":
        find = _controller if tag == "T" else _antecedent
        return find(sentence, index, depth)
    gerund = sentence.word(index + 1) == "having" or sentence.word(verb).endswith("ing")
    if (tag in "PB" or begins) and gerund:
        return _of_fronted(sentence, index, verb, depth)
    earlier = _sharing(sentence, index, verb)
    speaks = sentence.word(verb) in SPEAKING
    if earlier is not None and sentence.tag(earlier) == "," and not speaks:
        earlier = _verb_of_object(sentence, earlier) or earlier
    return None if earlier is None else _subject(sentence, earlier, depth - 1)


def _verb_of_object(sentence: Sentence, opening: int) -> int | None:
    """Return "killed" of "they killed 40 people, most of them old, burned houses and fled".

    What stands before the aside that *opening* begins is then the object of a verb in a row.
    """
    if sentence.tag(opening - 1) not in "NKM":
        return None
    before = phrase_start(sentence, opening - 1) - 1
    while sentence.word(before) in QUANTIFYING:
        before -= 1
    verb = previous_verb(sentence, opening) if sentence.tag(before) == "P" else before
    if verb is None or sentence.tag(verb) != "V" or sentence.word(verb) in SPEAKING:
        return None
    return verb


def _sharing(sentence: Sentence, index: int, verb: int) -> int | None:
    """Return the token before which the subject of *verb* stands, which another word parts from it.

    That is the bracket or comma that opens an aside, or a verb with the same subject.
    """
    tag = sentence.tag(index)
    found = None
    if tag == ")":
        return opening_of(sentence, index)
    if tag in ",-":
        found = aside_before(sentence, index)
    elif tag in "VG":
        found = index
    elif tag == "C" and sentence.tag(verb) == "G":
        found = _previous_gerund(sentence, index)
    return _previous_deed(sentence, index) if found is None else found


def _previous_deed(sentence: Sentence, index: int) -> int | None:
    """Return the verb before token *index*, past an interjected ", the police said,"."""
    verb = previous_verb(sentence, index)
    opening = interjected(sentence, verb) if verb is not None else None
    return verb if opening is None else previous_verb(sentence, opening)


def _speaking_before(sentence: Sentence, joint: int, verb: int) -> int | None:
    """Return "said" of "said that it had gained ground and accused the rebels", before "and".

    Before a comma and "saying" it is the verb that goes before.
    """
    if sentence.tag(joint) == ",":
        going_on = sentence.word(verb) in _GOING_ON_TO_SAY
        return previous_verb(sentence, joint) if going_on else None
    if sentence.word(verb) not in SPEAKING:
        return None
    spoken = (index for index in sentence.tagged("V") if sentence.word(index) in SPEAKING)
    first = next(spoken, joint)
    return first if first < joint else None


def _previous_gerund(sentence: Sentence, index: int) -> int | None:
    """Return the gerund that "and" joins to the next one, as in "of looting and burning"."""
    for position in range(index - 1, sentence.first, -1):
        tag = sentence.tag(position)
        if tag in ";:VXLS":
            return None
        if tag == "G" and sentence.tag(position - 1) in "PB":
            return position
    return None


def _lifted(sentence: Sentence, chain: tuple[int, int], depth: int) -> tuple[int, int]:
    """Return *chain*, or what it hangs on: "X, in a note, said", "X who rules Y said"."""
    before = chain[0] - 1
    if sentence.tag(before) == "P" and sentence.tag(before - 1) == ",":
        return _subject(sentence, before - 1, depth - 1) or chain
    opening = before
    while sentence.tag(opening) == "C" and sentence.tag(opening - 1) in "NKM":
        opening = phrase_start(sentence, opening - 1) - 1  # "armed with knives and axes"
    described = _described_by_participle(sentence, opening)
    if described is None and _is_relative(sentence, before):
        verb = chain[1] + 1  # but "a rocket that Israel said was fired"
        spoken = sentence.word(verb) in SPEAKING and sentence.tag(verb + 1) not in "XVL"
        described = before - 1 if spoken else None
    elif described is None and sentence.word(before) != "by" and sentence.tag(before) in "NVPGR":
        described = _described_by_relative(sentence, before)
    return chain if described is None else chain_to(sentence, described)


def _is_relative(sentence: Sentence, index: int) -> bool:
    return sentence.word(index) in ("that", "which", "who") and sentence.tag(index - 1) == "N"


def _described_by_participle(sentence: Sentence, preposition: int) -> int | None:
    """Return "men" of "men dressed as hunters attacked", "men wearing uniforms advanced"."""
    verb, noun = preposition - 1, preposition - 2
    if sentence.tag(preposition) == "G":
        verb, noun = preposition, preposition - 1
    if sentence.word(verb) in _GOING_ABOUT and sentence.tag(noun) in "NKM":
        return noun
    joins = sentence.tag(preposition) in "PT" or sentence.word(preposition) in ("as", "like")
    if not joins or sentence.tag(verb) not in "VN":
        return None
    past = sentence.word(verb).endswith("ed") or sentence.word(verb) in TELLING_WHOSE
    past = past or (sentence.word(preposition) == "by" and sentence.tag(verb) == "V")
    return noun if past and sentence.tag(noun) in "NKM" else None


def _described_by_relative(sentence: Sentence, last: int) -> int | None:
    """Return "X" of "X who rules Y", where the relative clause ends with token *last*."""
    for index in range(last - 1, max(sentence.first, last - _LONGEST_ASIDE), -1):
        noun = index - 1 - (sentence.tag(index - 1) == ",")
        if _opens_relative(sentence, index) and sentence.tag(noun) in "NKM":
            return noun
        if sentence.tag(index) in ",;:Q" or sentence.word(index) in _SAYING:
            return None
    return None


def _opens_relative(sentence: Sentence, index: int) -> bool:
    """Tell whether a clause that describes the noun before begins: "who", "that controls"."""
    if sentence.word(index) != "that":
        return sentence.word(index) in ("who", "which")
    verbal = sentence.tag(index + 1) in "VX"
    return verbal or (sentence.word(index + 1).endswith("s") and sentence.tag(index + 2) in "DKM")


def _controller(sentence: Sentence, infinitive: int, depth: int) -> tuple[int, int] | None:
    before = infinitive - 1
    while sentence.tag(before) in "AR":
        before -= 1
    if sentence.tag(before) in "NKO":
        start = phrase_start(sentence, before)
        governor = start - 1 - (sentence.tag(start - 1) in "PT")
        if sentence.tag(before - 1) == "Z":
            return phrase_start(sentence, before - 2), before - 2
        if sentence.word(governor) in _FOILING:
            return None
        if sentence.word(governor) in _OBJECT_CONTROL and sentence.tag(governor - 1) != "X":
            return start, before
    earlier = previous_verb(sentence, infinitive)
    return None if earlier is None else _subject(sentence, earlier, depth - 1)


def _antecedent(sentence: Sentence, relative: int, depth: int) -> tuple[int, int] | None:
    before = relative - 1 - (sentence.tag(relative - 1) == ",")
    if sentence.word(relative) in ("who", "which", "that", "whom"):
        if sentence.tag(before) == ")":
            before = (opening_of(sentence, before) or before) - 1
        if sentence.tag(before) in "PC":
            before -= 1
        return chain_to(sentence, before) if sentence.tag(before) in "NKMO" else None
    earlier = previous_verb(sentence, relative)
    return None if earlier is None else _subject(sentence, earlier, depth - 1)


def _of_fronted(
    sentence: Sentence, preposition: int, verb: int, depth: int
) -> tuple[int, int] | None:
    """Return the subject of "after attacking the base, rebels fled": before it, or after."""
    suspected = _suspected(sentence, preposition)
    if suspected is not None:
        return suspected
    earlier = previous_verb(sentence, preposition)
    if earlier is not None and sentence.word(earlier) in _CHARGING:
        accused = object_of(sentence, earlier)
        if accused is not None and sentence.word(earlier - 1) not in _BE:
            return accused
    if earlier is not None:
        return _subject(sentence, earlier, depth - 1)
    index = verb
    while index < sentence.stop and sentence.tag(index) != ",":
        index += 1
    return phrases_from(sentence, index + 1)


def _suspected(sentence: Sentence, preposition: int) -> tuple[int, int] | None:
    """Return "the rebels" of "police suspect the rebels of planting it"."""
    if sentence.word(preposition) != "of" or sentence.tag(preposition - 1) not in "NK":
        return None
    start = phrase_start(sentence, preposition - 1)
    suspecting = sentence.word(start - 1) in ("suspect", "suspects")
    noun = sentence.tag(start - 2) in "DZPM"
    return (start, preposition - 1) if suspecting and not noun else None


def aside_before(sentence: Sentence, closing: int) -> int | None:
    """Return the mark that opens the aside which the one at *closing* ends, if there is one."""
    mark = sentence.tag(closing)
    for index in range(closing - 1, max(sentence.first, closing - _LONGEST_ASIDE), -1):
        if sentence.tag(index) == mark:
            inside = sentence.tokens.tags[index + 1 : closing].lstrip("RA")
            opens = inside[:1] in "SPBGDNKMRV" and sentence.tag(index - 1) in "NKMO)"
            spoken = any(word in SPEAKING for word in sentence.tokens.words[index + 1 : closing])
            if inside[:1] == "D" and not spoken:
                inside = _PARTICIPLE.sub("NP", inside)
            finite = "V" in inside and inside[:1] not in "SPBG" and inside[:2] != "VP"
            if spoken and finite:
                return index if _is_interjection(sentence, index, closing) else None
            return index if opens and not finite and index + 1 < closing else None
    return None


def _is_interjection(sentence: Sentence, opening: int, closing: int) -> bool:
    verbs = [index for index in sentence.found(SPEAKING, opening) if index < closing]
    return sentence.tag(opening - 1) in "NKMO)R" and any(
        interjected(sentence, verb) == opening for verb in verbs
    )


def divides(sentence: Sentence, index: int) -> bool:
    """Tell whether a clause ends at token *index*."""
    inside = sentence.first <= index
    return inside and _DIVIDER.match(sentence.tokens.tags, index, sentence.stop) is not None
