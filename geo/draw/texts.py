"""What is read of an incident on demand: its words and claims, in chunks of rows.

The section ``words`` holds the vocabulary of all texts, a line each. A chunk, inflated, holds

==============  ==================================================================
4 bytes         length of the lines that follow, little-endian
lines, coded    a line per row with what full-text search looks through, its parts
                divided by `PART` (geo/draw/vocabulary.py says how lines are coded)
JSON (UTF-8)    ``{"articles": [...], "columns": {name: [of each row]}}``: everything
                else, naming parts of the line by their number where it would repeat them
==============  ==================================================================
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from geo.draw.codes import cells
from geo.draw.pack import deflate, to_json
from geo.draw.vocabulary import LINE_END, PART, code_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import geopandas as gpd
    import pandas as pd

    Sources = dict[tuple[Any, ...], tuple[int, dict[str, Any]]]
    """By what is said of an article: its number, and that."""

ROWS = 2000
"""Rows in a chunk."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_COUNTS = tuple(f"{what}_{end}" for what in ("killed", "wounded") for end in ("low", "high"))
_SOURCE = ("article_id", "title", "publisher", "published", "url", "language")
_CLAIM = ("claim_id", "stance", "modality", "event_type", "score")
_QUOTED = ("summary", "words", "before", "after")


def text_sections(frame: gpd.GeoDataFrame) -> dict[str, str]:
    """Return the sections ``words``, ``text_0``, ``text_1`` ... of *frame*, in its order."""
    details: list[bytes] = []
    wanted = [name for name in frame.columns if name in _TOLD]
    rows = frame[wanted]

    def told() -> Iterator[str]:
        for start in range(0, len(rows), ROWS):
            lines, rest = _tell(rows.iloc[start : start + ROWS])
            details.append(rest.encode())
            yield LINE_END.join([*lines, ""])

    coded = code_texts(told())

    def chunk(number: int) -> str:
        lines = coded.written(number)
        return deflate(len(lines).to_bytes(4, "little") + lines + details[number])

    with ThreadPoolExecutor(2) as pool:  # NumPy and zlib let other threads run
        words = pool.submit(deflate, b"\n".join([b"", *coded.words[1:]]))
        chunks = pool.map(chunk, range(len(details)))
        return {"words": words.result()} | {f"text_{n}": text for n, text in enumerate(chunks)}


def _tell(frame: pd.DataFrame) -> tuple[list[str], str]:
    """Return the lines of a chunk and the JSON of all else that is told of its rows."""
    sources: Sources = {}
    lines = _cleaned(cells(frame, "summary"))
    details = {
        name: values
        for column, (name, make) in _DETAILS.items()
        if column in frame.columns
        and any(values := [make(cell) if make else cell for cell in cells(frame, column)])
    }
    if not {"text", "claims"} & set(frame.columns):
        return lines, to_json({"articles": [], "columns": details})
    parts = [[line] for line in lines]
    if "text" in frame.columns:
        details["text"] = [
            _part(text, row) if text else None
            for text, row in zip(cells(frame, "text"), parts, strict=True)
        ]
    if "claims" in frame.columns:
        details["claims"] = [
            [_claim(claim, row, sources) for claim in claims or ()]
            for claims, row in zip(cells(frame, "claims"), parts, strict=True)
        ]
    lines = [PART.join(row) for row in parts]
    articles = [source for _, source in sources.values()]
    return lines, to_json({"articles": articles, "columns": details})


def _claim(claim: dict[str, Any], parts: list[str], sources: Sources) -> dict[str, Any]:
    source = _said(claim, _SOURCE)
    number, _ = sources.setdefault(tuple(source.items()), (len(sources), source))
    claimant = claim.get("claimant")
    date = claim.get("date") or claim
    return {
        "source": number,
        **_said(claim, _CLAIM),
        "claimant": claimant["name"] if isinstance(claimant, dict) else claimant,
        "date": [date.get(name) for name in ("earliest", "latest", "form", "granularity")],
        "inferred": list(date.get("inferred") or ()),
        "casualties": (claim.get("casualties") or {}).get("text"),
        "trigger": _trigger(claim),
        **{name: _part(claim.get(name), parts) for name in _QUOTED},
    }


def _trigger(claim: dict[str, Any]) -> str | None:
    """Return the words that tell what happened: with the quote, they name the claim."""
    quote, trigger = claim.get("quote"), claim.get("trigger")
    if not quote or not trigger:
        return None
    start, stop = (max(0, trigger[end] - quote["start"]) for end in ("start", "stop"))
    return _clean((claim.get("words") or "")[start:stop]) or None


def _part(text: str | None, parts: list[str]) -> int:
    """Return the number of the part that holds *text*, adding it where there is none."""
    clean = _clean(text)
    if clean not in parts:
        parts.append(clean)
    return parts.index(clean)


def _actors(cell: Sequence[dict[str, Any]] | None) -> list[dict[str, Any]]:
    return [_said(actor, ("name", "role", "kind", "country")) for actor in cell or ()]


def _others(cell: Sequence[dict[str, Any]] | None) -> list[dict[str, Any]]:
    return [_other(other) for other in cell or ()]


def _other(other: dict[str, Any]) -> dict[str, Any]:
    place = other.get("place")
    name = place.get("name") if isinstance(place, dict) else place
    return {"name": name, "role": other.get("role"), "relation": other.get("relation")}


def _listed(cell: Sequence[Any] | None) -> list[Any]:
    return list(cell or ())


def _number(cell: Any) -> int | None:
    return None if cell is None else int(cell)


def _said(record: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: record[name] for name in names if record.get(name) is not None}


def _cleaned(texts: list[Any]) -> list[str]:
    plain = [str(text) if text else "" for text in texts]
    if "".join(plain).isprintable():
        return [text.strip() for text in plain]
    return [_clean(text) for text in plain]


def _clean(text: Any) -> str:
    plain = str(text) if text else ""
    return (plain if plain.isprintable() else _CONTROL.sub(" ", plain)).strip()


_DETAILS: dict[str, tuple[str, Callable[[Any], Any] | None]] = {
    "incident_id": ("id", None),
    "form": ("form", None),
    "actors": ("actors", _actors),
    **{name: (name, _number) for name in _COUNTS},
    "casualties_text": ("casualties", None),
    "disagreements": ("disagreements", _listed),
    "other_locations": ("others", _others),
    "place_names": ("names", _listed),
    "corrections": ("corrections", _listed),
    "url": ("url", None),
}
"""For each column, what a detail calls it, and how a cell is told if not as it is.

What the first section of a map holds already is not told again.
"""
_TOLD = {"summary", "text", "claims", *_DETAILS}
