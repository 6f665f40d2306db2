"""Split sentences into tagged words, noun phrases and clauses: a shallow parse by tables.

Every part of extraction may use it. `tokens_of` gives the words of a text with one tag letter
each, so that the grammar of a phrase is a regular expression over a string of tags, and works
on text in capitals too. The answer is remembered for the last few texts.

====  ==========================================  ====  ======================================
tag   words                                       tag   words
====  ==========================================  ====  ======================================
D     determiners, possessives ("the", "his")     P     prepositions
O     pronouns ("he", "they")                     T     "to"
N     nouns, adjectives, anything unknown         C     "and", "or", "but", "nor"
K     capitalized words in text of mixed case     S     subordinators, relatives ("that", "who")
M     numbers, in digits or words                 B     both P and S ("after", "before", "as")
V     verbs: past forms, and a table of others    X     auxiliaries ("was", "has")
G     words in "-ing"                             L     modals ("would", "could")
R     adverbs                                     A     negations ("not", "never")
Z     possessive "'s"                             Q     quotation marks
====  ==========================================  ====  ======================================

Commas, semicolons, colons and dashes stand for themselves, ``(`` and ``)`` for any bracket,
``.`` for any other mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from geo.model import Span

_TOKEN = re.compile(
    r"['’]s\b|\w(?:[\w.]*\w)?(?:[-‐‑'’](?!s\b)\w+)*|[^\w\s]+?",
    re.IGNORECASE,
)

_WORDS = {
    "D": """a an the this these those his her its their our my your some any every each all both
        several many few another other such no""",
    "O": """he she it they we i you him them us me himself herself itself themselves one someone
        nobody none others""",
    "P": """of in on at by from with without against for near between among amid during into onto
        over under within inside outside across along through toward towards around about above
        behind beside beyond per via despite upon off regarding concerning following versus
        alongside throughout""",
    "T": "to",
    "C": "and or but nor",
    "S": """that which who whom whose when where while because if although though whereas unless
        whether how why what so lest whereby wherever whenever""",
    "B": "after before since until till as than like once",
    "X": """is are was were be been being am has have had having do does did 's're 've isn't aren't
        wasn't weren't hasn't haven't hadn't don't doesn't didn't""",
    "L": """will would can could may might must should shall cannot won't wouldn't can't couldn't
        shouldn't mustn't""",
    "A": "not never neither n't",
    "R": """also later then today yesterday tomorrow tonight now still already just again only even
        ever too very soon here there earlier ago meanwhile however therefore thus instead
        moreover nevertheless nonetheless furthermore otherwise perhaps maybe almost together
        apart away back forward northward southward once twice often sometimes always quite
        rather well far alone out up down""",
    "M": """zero two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
        ninety hundred thousand million dozen dozens scores hundreds thousands""",
    "V": """said says say told tells tell shot took takes fought fights held holds led left fled
        flees blew blown went gone came comes made makes gave given gives found finds kept began
        begun knew known saw seen sees thought brought bought caught hit hits struck set sets put
        puts lost won broke broken drove driven threw thrown stole stolen stood hid hidden rose
        risen fell fallen ran met met swept seized laid lay hurt burnt burned dealt sent built
        spoke spoken wrote written writes got forced sought felt heard hung hanged sank sunk shook
        slew slain torn tore withdrew withdrawn overran overrun overtook undertook retook retaken
        become became bore mistook warns accuses claims alleges denies confirms reports adds
        insists argues believes notes blames admits warns states announces declares urges demands
        asks calls rejects condemns threatens suggests suspects explains stresses reveals cites
        quotes recalls testifies acknowledges asserts maintains reiterates vows plans tries
        continues remains has-been sneaked""",
    "N": """morning evening building king meeting wing ring thing something anything nothing
        everything string spring beijing united mohammed ahmed muhammad mohamed hamed saeed sayed
        need seed speed feed breed weed red bed shed sled hundred sacred naked wicked kindred
        ceiling during-the sterling viking shilling wounded injured dead armed masked hooded
        unidentified uniformed unarmed retired so-called alleged wanted displaced kidnapped
        captured detained federal being-the""",
}
_TAGS = {word: tag for tag, words in _WORDS.items() for word in words.split()}
_MARKS = {
    **dict.fromkeys('"“”„«»', "Q"),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys("–—-", "-"),
    **{mark: mark for mark in ",;:"},
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text, as columns of one length."""

    starts: tuple[int, ...]
    stops: tuple[int, ...]
    words: tuple[str, ...]
    """In lower case."""
    tags: str
    """One letter each."""

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of text from token *first* to token *last*, both included."""
        return Span(self.starts[first], self.stops[last])

    def at(self, offset: int) -> int:
        """Return the index of the token that holds *offset*, or of the next one."""
        return bisect_right(self.stops, offset)

    def within(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of tokens that lie in *span*."""
        return bisect_left(self.starts, span.start), bisect_right(self.stops, span.stop)


@lru_cache(maxsize=8)
def tokens_of(text: str) -> Tokens:
    """Return the words and marks of *text*, tagged."""
    found = list(_TOKEN.finditer(text))
    raw = [match.group() for match in found]
    words = tuple(word.lower() for word in raw)
    cased = _is_cased(text)
    tags = "".join(
        [_tag(word, as_written, cased=cased) for word, as_written in zip(words, raw, strict=True)]
    )
    starts = tuple(match.start() for match in found)
    return Tokens(starts, tuple(match.end() for match in found), words, tags)


def _is_cased(text: str) -> bool:
    sample = text[:4000]
    lower = sum(map(str.islower, sample))
    return lower * 4 > sum(map(str.isupper, sample))


def _tag(word: str, as_written: str, *, cased: bool) -> str:
    tag = _TAGS.get(word)
    if tag is not None:
        return tag
    if not word[0].isalnum():
        return "Z" if len(word) == 2 and word[1] == "s" else _MARKS.get(word, ".")  # noqa: PLR2004 - "'s"
    if word[0].isdigit():
        return "M"
    if cased and as_written[0].isupper():
        return "K"
    return _tag_by_ending(word)


@lru_cache(maxsize=16384)
def _tag_by_ending(word: str) -> str:
    if word.endswith("ed"):
        return "V"
    if word.endswith("ing"):
        return "G"
    if word.endswith("ly"):
        return "R"
    head, _, tail = word.partition("-")
    return "M" if tail and _TAGS.get(head) == _TAGS.get(tail) == "M" else "N"
