"""What somebody says of a feeling: the deed that stirred it is told by the article itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.extract.phrases import Sentence

_FEELINGS = frozenset(
    """
    sad saddened shocked outraged horrified appalled dismayed devastated angry grieved heartbroken
    stunned disgusted furious sorry upset shaken sickened ashamed distressed mourning grieving
    """.split()
)
_BEING = frozenset("is are was were am be been being feel felt feels deeply".split())
_STIRRED_BY = frozenset("after that when because by at over about since".split())
_REACH = 4
"""Words behind the feeling of which one names its cause."""


def felt_stop(sentence: Sentence, first: int, stop: int) -> int:
    """Return where what is said from token *first* on ends: *stop*, or where its cause begins.

    "The governor said he was sad after gunmen killed five men" gives the governor's feeling,
    and the killing in nobody's words but the article's.
    """
    for index in sentence.found(_FEELINGS, first):
        if index >= stop or sentence.word(index - 1) not in _BEING:
            continue
        for cause in range(index + 1, min(index + _REACH, stop)):
            if sentence.word(cause) in _STIRRED_BY:
                return cause
    return stop
