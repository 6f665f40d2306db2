"""Read how many: digits, number words, vague words, and the words around that bound them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Count

if TYPE_CHECKING:
    from geo.extract.phrases import Sentence

_ONES = {
    word: value
    for value, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen
        """.split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12, "score": 20}
_VAGUE = {
    "couple": Count(2, 2, 2),
    "few": Count(2, 3, None),
    "several": Count(2, None, None),
    "some": Count(2, None, None),
    "many": Count(3, None, None),
    "numerous": Count(3, None, None),
    "various": Count(2, None, None),
    "dozens": Count(24, None, None),
    "scores": Count(40, None, None),
    "hundreds": Count(200, None, None),
    "thousands": Count(2000, None, None),
    "handful": Count(2, 5, None),
    "no": Count(0, 0, 0),
    "none": Count(0, 0, 0),
    "nobody": Count(0, 0, 0),
    "both": Count(2, 2, 2),
    "a": Count(1, 1, 1),
    "an": Count(1, 1, 1),
    "another": Count(1, 1, 1),
}
"""Vague words as counts; a word that gives no number has no best value but a floor."""
_LEAST = (
    ("at", "least"),
    ("more", "than"),
    ("over",),
    ("no", "fewer", "than"),
    ("no", "less", "than"),
    ("upwards", "of"),
    ("exceeding",),
)
_MOST = (
    ("up", "to"),
    ("at", "most"),
    ("fewer", "than"),
    ("less", "than"),
    ("nearly",),
    ("almost",),
    ("as", "many", "as"),
    ("no", "more", "than"),
    ("under",),
)
_ABOVE = frozenset({("more", "than"), ("over",), ("exceeding",), ("upwards", "of")})
_COUNTED = frozenset("couple few handful dozen score hundred thousand million".split())
_MOST_PEOPLE = 10_000_000


def number_at(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Return the number that begins at token *index*, and the token behind it.

    "twenty-one", "2,500", "one hundred and five" and "two dozen" are numbers; "dozens" is not.
    """
    total = current = None
    position = index
    while position < sentence.stop:
        word = sentence.word(position)
        value = _simple(sentence, position)
        if value is not None and word not in _SCALES:
            grouped = _grouped(sentence, position)
            if grouped is not None:
                return grouped
            if current is not None and not (current >= 20 and value < 10) and current % 100:  # noqa: PLR2004 - "twenty one"
                break
            current = (current or 0) + value
        elif word in _SCALES and (current is not None or position == index):
            current = (current or 1) * _SCALES[word]
            if current >= 1000:  # noqa: PLR2004 - what follows a thousand is added
                total, current = (total or 0) + current, None
        elif (
            word == "and"
            and current is not None
            and current % 100 == 0
            and current
            and _simple(sentence, position + 1) is not None
        ):
            pass
        else:
            break
        position += 1
    if total is None and current is None:
        return None
    value = (total or 0) + (current or 0)
    return (value, position) if value <= _MOST_PEOPLE else None


def count_at(sentence: Sentence, index: int) -> tuple[Count, int] | None:
    """Return the count that begins at token *index* with its bounds, and the token behind it."""
    number = number_at(sentence, index)
    if number is None:
        word = sentence.word(index)
        vague = _VAGUE.get(word)
        if vague is None or (word == "some" and number_at(sentence, index + 1) is not None):
            return None
        after = index + 1 + (sentence.word(index + 1) == "of")
        if word == "no" and sentence.word(after) in ("one", "body"):
            return vague, after + 1
        if word in ("a", "an") and sentence.word(after) in _COUNTED:
            return _of_article(sentence, index)
        return vague, after
    value, after = number
    ranged = _range(sentence, index, value, after)
    if ranged is not None:
        return ranged
    return bounded(sentence, index, value), after


def _of_article(sentence: Sentence, article: int) -> tuple[Count, int]:
    """Return the count of "a dozen", "a hundred", "a couple of"."""
    word = sentence.word(article + 1)
    after = article + 2 + (sentence.word(article + 2) == "of")
    if word in _VAGUE:
        return _VAGUE[word], after
    value, behind = number_at(sentence, article + 1) or (1, after)
    return bounded(sentence, article, value), behind


def bounded(sentence: Sentence, index: int, value: int) -> Count:
    """Return *value* with the bounds of the words before token *index*."""
    for words in _LEAST:
        if _preceded(sentence, index, words):
            least = value + (words in _ABOVE)
            return Count(least, least, None)
    for words in _MOST:
        if _preceded(sentence, index, words):
            return Count(None, value, value)
    return Count(value, value, value)


def _range(sentence: Sentence, index: int, value: int, after: int) -> tuple[Count, int] | None:
    joined = (
        sentence.word(after) in ("to", "or")
        or sentence.tag(after) == "-"
        or (sentence.word(after) == "and" and sentence.word(index - 1) == "between")
    )
    if not joined:
        return None
    upper = number_at(sentence, after + 1)
    if upper is None or upper[0] < value:
        return None
    return Count(value, (value + upper[0]) // 2, upper[0]), upper[1]


def _preceded(sentence: Sentence, index: int, words: tuple[str, ...]) -> bool:
    begin = index - len(words)
    return begin >= sentence.first and sentence.tokens.words[begin:index] == words


def _grouped(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Return a number in digits whose thousands commas or points part."""
    digits = sentence.word(index)
    if not digits.isdigit() or len(digits) > 3:  # noqa: PLR2004 - a leading group
        return None
    position = index
    while (
        sentence.word(position + 1) in (",", ".")
        and sentence.word(position + 2).isdigit()
        and len(sentence.word(position + 2)) == 3  # noqa: PLR2004 - a group of thousands
        and sentence.tokens.starts[position + 2] == sentence.tokens.stops[position] + 1
    ):
        digits += sentence.word(position + 2)
        position += 2
    return (int(digits), position + 1) if position > index else None


def _simple(sentence: Sentence, index: int) -> int | None:
    word = sentence.word(index)
    if word.isascii() and word.isdigit():
        return int(word) if len(word) < 9 else None  # noqa: PLR2004 - no count of people
    if word in _ONES or word in _TENS or word in _SCALES:
        return _ONES.get(word, _TENS.get(word, _SCALES.get(word)))
    head, mark, tail = word.partition("-")
    if mark and head in _TENS and tail in _ONES:
        return _TENS[head] + _ONES[tail]
    return None
