"""Keys: the form of a name in which its spellings meet, and the words of a text in that form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from geo.text import normalize_name

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200c\u200d"
)
"""Combining marks and joiners, which Python does not count as parts of words."""

APOSTROPHES = "'’ʼ`ʻ‘ʿʾ′"

SPACELESS = (
    "\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Scripts whose names run into the words around them (Korean by its particles)."""

_UNSPELLED = re.compile(
    f"[\u0590-\u07ff\u08a0-\u08ff\u0900-\u0dff\u1200-\u139f\ufb1d-\ufdff\ufe70-\ufeff{SPACELESS}]"
)
"""Scripts whose transliteration, letter by letter, would not be read as the name."""

_ARABIC_FORMS = {
    ord(form): letter
    for letter, forms in {"ی": "يىئے", "ک": "ك", "ا": "أإآٱ", "ه": "ھہۀةە", "و": "ؤ"}.items()
    for form in forms
}
_DROPPED = re.compile(f"[{MARKS}ـ]")
_OF_WORD = re.compile(r"[^\W_]|[\u0900-\u0fff]")
_SHORTENED = {"saint": "st", "fort": "ft", "mount": "mt"}


class _Folded(dict[int, str]):
    """What each letter becomes in a key that keeps its script, made out when it is first met."""

    def __missing__(self, letter: int) -> str:
        char = _DROPPED.sub("", chr(letter).translate(_ARABIC_FORMS)).casefold()
        folded = "".join(part if _OF_WORD.match(part) else " " for part in char)
        self[letter] = folded
        return folded


_FOLDED = _Folded()
_plain = normalize_name.__wrapped__


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the key of *name*: `geo.text.normalize_name`, with the usual shortenings.

    Scripts that write no vowels, or no spaces, keep their letters: a skeleton
    such as "bkw" would meet unrelated Latin words.

    Examples
    --------
    >>> name_key("Saint-Étienne"), name_key("Fort Worth"), name_key("Гянджа"), name_key("كرمان")
    ('st etienne', 'ft worth', 'gyandzha', 'کرمان')
    """
    return make_key(name)


def make_key(name: str) -> str:
    """Return the key of *name*, without remembering it."""
    if name.isascii():
        if name.isalpha():
            return name.lower()
    elif _UNSPELLED.search(name):
        return fold_unspelled(name)
    plain = _plain(name)
    return _shorten(plain) if " " in plain else plain


def fold_unspelled(name: str) -> str:
    """Return the key of a name in a script that keeps its letters."""
    return " ".join(unicodedata.normalize("NFKC", name).translate(_FOLDED).split())


def is_unspelled(text: str) -> bool:
    """Tell whether *text* has letters of a script that keys keep."""
    return _UNSPELLED.search(text) is not None


def _shorten(plain: str) -> str:
    if not any(word in plain for word in _SHORTENED):
        return plain
    return " ".join(_SHORTENED.get(word, word) for word in plain.split(" "))
