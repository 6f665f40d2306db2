"""What is read of an incident on demand: its words and claims, in chunks of rows.

A chunk is deflated text: a line per row with what full-text search looks through,
its parts divided by `PART`; then `DETAILS` and the JSON of everything else, which
names parts of the line by their number where it would repeat them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geo.draw.pack import deflate, to_json
from geo.draw.table import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

ROWS = 2000
"""Rows in a chunk."""
PART, DETAILS = "\x1f", "\x1e"

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_COUNTS = tuple(
    f"{what}_{end}" for what in ("killed", "wounded") for end in ("low", "best", "high")
)
_SOURCE = ("article_id", "title", "publisher", "published", "url", "language")
_CLAIM = ("claim_id", "stance", "modality", "event_type", "score")


def text_chunks(frame: gpd.GeoDataFrame) -> list[str]:
    """Return the chunks of *frame*, in its order, as base64 text."""
    return [
        deflate(_chunk(frame.iloc[start : start + ROWS]).encode("utf-8", "replace"))
        for start in range(0, len(frame), ROWS)
    ]


def _chunk(frame: gpd.GeoDataFrame) -> str:
    lines, details = [], []
    articles: dict[Any, int] = {}
    sources: list[dict[str, Any]] = []
    for row in _rows(frame):
        parts = [_clean(row["summary"])]
        details.append(_detail(row, parts, articles, sources))
        lines.append(PART.join(parts))
    return "\n".join(lines) + DETAILS + to_json({"articles": sources, "rows": details})


def _rows(frame: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    names = (
        *("incident_id", "summary", "form", "granularity", "actors", *_COUNTS, "casualties_text"),
        *("disagreements", "other_locations", "location", "claims", "place_names", "corrections"),
        *("publisher", "url"),
    )
    present = [name for name in names if name in frame.columns]
    for values in zip(*(cells(frame, name) for name in present), strict=True):
        yield {"summary": "", **dict(zip(present, values, strict=True))}


def _detail(
    row: dict[str, Any],
    parts: list[str],
    articles: dict[Any, int],
    sources: list[dict[str, Any]],
) -> dict[str, Any]:
    counts = [row.get(name) for name in _COUNTS]
    detail = {
        "id": row.get("incident_id"),
        "form": row.get("form"),
        "actors": [
            _said(actor, ("name", "role", "kind", "country")) for actor in row.get("actors") or ()
        ],
        "counts": [None if count is None else int(count) for count in counts]
        if _any_said(counts)
        else None,
        "casualties": row.get("casualties_text"),
        "disagreements": list(row.get("disagreements") or ()),
        "others": [_other(other) for other in row.get("other_locations") or ()],
        "names": list(row.get("place_names") or ()),
        "source": _said(row, ("publisher", "url")),
        "corrections": list(row.get("corrections") or ()),
        "claims": [_claim(claim, parts, articles, sources) for claim in row.get("claims") or ()],
    }
    return {name: value for name, value in detail.items() if value not in (None, [], {}, "")}


def _any_said(values: list[Any]) -> bool:
    """Tell whether any of *values* is known."""
    return any(value is not None for value in values)


def _claim(
    claim: dict[str, Any],
    parts: list[str],
    articles: dict[Any, int],
    sources: list[dict[str, Any]],
) -> dict[str, Any]:
    source = _said(claim, _SOURCE)
    key = tuple(source.values())
    if key not in articles:
        articles[key] = len(sources)
        sources.append(source)
    claimant = claim.get("claimant")
    date = claim.get("date") or claim
    return {
        "source": articles[key],
        **_said(claim, _CLAIM),
        "claimant": claimant["name"] if isinstance(claimant, dict) else claimant,
        "date": [date.get(name) for name in ("earliest", "latest", "form", "granularity")],
        "inferred": list(date.get("inferred") or ()),
        "casualties": (claim.get("casualties") or {}).get("text"),
        "trigger": _trigger(claim),
        **{
            name: _part(claim.get(key), parts)
            for name, key in (
                ("summary", "summary"),
                ("words", "words"),
                ("before", "before"),
                ("after", "after"),
            )
        },
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


def _other(other: dict[str, Any]) -> dict[str, Any]:
    place = other.get("place")
    name = place.get("name") if isinstance(place, dict) else place
    return {"name": name, "role": other.get("role"), "relation": other.get("relation")}


def _said(record: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: record[name] for name in names if record.get(name) is not None}


def _clean(text: Any) -> str:
    return _CONTROL.sub(" ", str(text)).strip() if text else ""
