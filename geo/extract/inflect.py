"""Inflected forms of English verbs and nouns, so that a lexicon names only the plain form."""

from __future__ import annotations

import re

_IRREGULAR = {
    verb: (past, participle)
    for verb, past, participle in (
        line.split()
        for line in """
    beat beat beaten
    become became become
    begin began begun
    beset beset beset
    bid bid bid
    bind bound bound
    bite bit bitten
    bleed bled bled
    blow blew blown
    break broke broken
    bring brought brought
    build built built
    burn burned,burnt burned,burnt
    burst burst burst
    catch caught caught
    choose chose chosen
    cling clung clung
    come came come
    creep crept crept
    cut cut cut
    deal dealt dealt
    dig dug dug
    draw drew drawn
    drive drove driven
    dwell dwelt dwelt
    fall fell fallen
    feed fed fed
    fight fought fought
    find found found
    flee fled fled
    fling flung flung
    fly flew flown
    forbid forbade forbidden
    forgive forgave forgiven
    forgo forwent forgone
    forswear forswore forsworn
    freeze froze frozen
    get got got,gotten
    give gave given
    go went gone
    grow grew grown
    hang hanged,hung hanged,hung
    have had had
    hear heard heard
    hijack hijacked hijacked
    hit hit hit
    hold held held
    hurt hurt hurt
    keep kept kept
    lay laid laid
    lead led led
    leave left left
    lend lent lent
    let let let
    light lit lit
    lose lost lost
    make made made
    meet met met
    overcome overcame overcome
    overrun overran overrun
    overtake overtook overtaken
    overthrow overthrew overthrown
    pay paid paid
    put put put
    read read read
    rebuild rebuilt rebuilt
    quit quit quit
    retake retook retaken
    quit quit,quitted quit,quitted
    ride rode ridden
    ring rang rung
    rise rose risen
    run ran run
    say said said
    see saw seen
    seek sought sought
    sell sold sold
    send sent sent
    set set set
    shake shook shaken
    shoot shot shot
    shut shut shut
    sink sank sunk
    sit sat sat
    slay slew slain
    slide slid slid
    sling slung slung
    slit slit slit
    speak spoke spoken
    spend spent spent
    split split split
    spread spread spread
    spring sprang,sprung sprung
    stand stood stood
    steal stole stolen
    strike struck struck,stricken
    swap swapped swapped
    swear swore sworn
    sweep swept swept
    take took taken
    teach taught taught
    tear tore torn
    tell told told
    throw threw thrown
    tread trod trodden
    understand understood understood
    undertake undertook undertaken
    upset upset upset
    waylay waylaid waylaid
    win won won
    withdraw withdrew withdrawn
    withstand withstood withstood
    wreak wreaked wreaked
    wring wrung wrung
    write wrote written
    """.strip().splitlines()
    )
}
_VOWELS = "aeiou"
_ONE_SHORT_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_DOUBLED = frozenset(
    """
    abet admit airdrop air-drop commit compel concur confer control defer deter dispel expel forbid
    fulfil infer kidnap occur outgun overrun patrol permit quit rebel rebut refer regret remit repel
    submit transfer
    """.split()
)
"""Longer verbs that double their last letter too."""
_PLURALS = {
    "child": "children",
    "wife": "wives",
    "knife": "knives",
    "aircraft": "aircraft",
    "people": "people",
    "police": "police",
    "crisis": "crises",
    "commando": "commandos",
    "passer-by": "passers-by",
    "passerby": "passersby",
}
_NO_MEN = frozenset("human german roman ottoman shaman talisman".split())


def past_forms(verb: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the past forms and the past participles of *verb*.

    Examples
    --------
    >>> past_forms("shoot")
    (frozenset({'shot'}), frozenset({'shot'}))
    """
    if verb in _IRREGULAR:
        past, participle = _IRREGULAR[verb]
        return frozenset(past.split(",")), frozenset(participle.split(","))
    regular = frozenset({_with_suffix(verb, "ed")})
    return regular, regular


def verb_forms(verb: str) -> frozenset[str]:
    """Return all forms of *verb*.

    Examples
    --------
    >>> sorted(verb_forms("seize"))
    ['seize', 'seized', 'seizes', 'seizing']
    """
    past, participles = past_forms(verb)
    return frozenset({verb, plural(verb), _with_suffix(verb, "ing")}) | past | participles


def plural(noun: str) -> str:
    """Return the plural of *noun*, which of a verb is its form with "he".

    Examples
    --------
    >>> plural("ambush"), plural("assembly"), plural("gunman")
    ('ambushes', 'assemblies', 'gunmen')
    """
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("man") and noun not in _NO_MEN:
        return noun.removesuffix("man") + "men"
    if noun.endswith(("s", "x", "z", "ch", "sh", "do", "go")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def _with_suffix(verb: str, suffix: str) -> str:
    if suffix == "ing" and verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not (suffix == "ing" and verb.endswith(("ee", "oe", "ye"))):
        return verb[:-1] + suffix
    if suffix == "ed" and verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    tail = verb.rpartition("-")[2]
    doubles = tail in _DOUBLED or _ONE_SHORT_SYLLABLE.fullmatch(tail)
    return (verb + verb[-1] if doubles else verb) + suffix
