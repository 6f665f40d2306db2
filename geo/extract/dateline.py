"""The dateline: where and when an article was written, which is not where and when it happened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.extract.once import once_per_scene
from geo.model import Span
from geo.text import is_in_dateline

if TYPE_CHECKING:
    from geo.extract.scene import Scene

_DATELINE = re.compile(
    # Most lines end in no dash: that is asked first, since the rest may backtrack long.
    r"(?:^|\n)(?=(?:[ \t\"“]*\(\w+\)\s*)?[^\n]*\s*(?:--|—|–|\s-)\s)"
    r"[ \t\"“]*(?P<line>(?:\(\w+\)\s*)?[A-ZÀ-ÝŁŞİÇ][^\n.;:]{1,60}?"
    r"(?:[.,][^\n;:—–]{1,60}?){0,4}?"
    r"(?:\([^)\n]{2,60}\)\s*)?)\s*(?:--|—|–|\s-)\s",
)
_SHORT = 140
_EARLY = 900
_LOWER_WORDS = 3


@once_per_scene
def datelines_of(scene: Scene) -> tuple[Span, ...]:
    """Return the datelines of *scene*: "KABUL, Jan. 3 (Agency) --" at the head of a paragraph."""
    found = []
    for match in _DATELINE.finditer(scene.text[:_EARLY]):
        line = match["line"]
        if len(line) <= _SHORT and _looks_written(line):
            found.append(Span(match.start("line"), match.end("line")))
    found.extend(
        Span(scene.text.rfind("\n", 0, time.start) + 1, time.stop)
        for time in scene.times
        if is_in_dateline(scene.text, time.start, time.stop)
    )
    return tuple(found)


def _looks_written(line: str) -> bool:
    """Tell a dateline from a sentence with a dash: its place is in capitals or it has few words."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"\([^)]*\)", "", line))
    if not words:
        return False
    plain = [word for word in words if word.islower() and len(word) > 2]  # noqa: PLR2004 - not "de"
    return words[0].isupper() and len(words[0]) > 1 and len(plain) < _LOWER_WORDS
