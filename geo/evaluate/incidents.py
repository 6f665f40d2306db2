"""Score incidents against labelled news texts (MUC-4 templates as JSON Lines).

Rules
-----
- Ours are the claims of physical violence (`KINDS`) that are told as done, tried or
  threatened. A fight between armed sides is not labelled in the corpus: such a claim may match a
  gold incident, but counts neither as a wrong incident nor toward a text having one.
- Optional gold incidents may be matched and are not missed.
- Ours and gold of a text are aligned one to one, best agreement first (type 1, place 1, date 1,
  perpetrator 1), and only where at least the type or two other fields agree.
- A place is right if the finest gold name is the name of our place or of what contains it, or
  the article's own name for a place that has no entry; accents and case do not count.
- A date is right if our interval overlaps the gold one and is at most two months wide.
- A perpetrator is right if one of ours has a name among the mentions of a gold organization.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

from geo.errors import FormatError
from geo.model import Article, Modality, Source, Stance
from geo.text import normalize_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geo.model import Claim, Reading

WIDEST_DAYS = 62
KINDS: Mapping[str, frozenset[str]] = {
    "Armed clash": frozenset(("ATTACK",)),
    "Attack": frozenset(("ATTACK",)),
    "Sexual violence": frozenset(("ATTACK",)),
    "Chemical weapon": frozenset(("ATTACK",)),
    "Shelling/artillery/missile attack": frozenset(("ATTACK", "BOMBING")),
    "Air/drone strike": frozenset(("ATTACK", "BOMBING")),
    "Grenade": frozenset(("BOMBING", "ATTACK")),
    "Suicide bomb": frozenset(("BOMBING",)),
    "Remote explosive/landmine/IED": frozenset(("BOMBING",)),
    "Abduction/forced disappearance": frozenset(("KIDNAPPING",)),
    "Looting/property destruction": frozenset(("ARSON", "ROBBERY", "ATTACK")),
    "Mob violence": frozenset(("ATTACK",)),
    "Excessive force against protesters": frozenset(("ATTACK",)),
    "Government regains territory": frozenset(("ATTACK",)),
    "Non-state actor overtakes territory": frozenset(("ATTACK",)),
}
"""The corpus's types that each of ours may stand for."""
UNLABELLED = frozenset(
    (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Air/drone strike",
        "Shelling/artillery/missile attack",
    )
)
"""Warfare, which the corpus leaves out."""
_TOLD = frozenset((Modality.HAPPENED, Modality.ATTEMPTED, Modality.THREATENED))
_CONFIDENCE = {
    "REPORTED AS FACT": "fact",
    "CLAIMED OR ADMITTED": "claimed",
    "SUSPECTED OR ACCUSED": "alleged",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "alleged",
    "POSSIBLE": "alleged",
    "ACQUITTED": "denied",
}


@dataclass(frozen=True, slots=True)
class Template:
    """A gold incident."""

    kind: str
    optional: bool
    dates: tuple[tuple[date | None, date | None], ...]
    country: str | None
    places: tuple[str, ...]
    """Keys of the finest names."""
    organizations: tuple[tuple[frozenset[str], str | None], ...]
    """Keys of the mentions, and the confidence."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold incident and the claim aligned with it, or one of them alone."""

    doc_id: str
    gold: Template | None
    ours: Claim | None


def evaluate_incidents(
    paths: Iterable[Path],
    reader: Callable[[Article], Reading],
) -> dict[str, dict[str, Any]]:
    """Return the scores of *reader* over the texts of *paths*, for all and by split.

    Parameters
    ----------
    paths : iterable of Path
        JSON Lines as the module's head describes.
    reader : callable
        What reads an article, as `geo.pipeline.make_reader` gives.

    Returns
    -------
    dict
        By split, and as ``all`` where there are several: ``texts``; ``text`` with precision,
        recall and F1, ``false_texts``; ``type``, ``place``, ``date`` and ``organization`` with
        precision, recall and F1; ``country`` and ``confidence`` as shares.

    Raises
    ------
    FormatError
        If a line is no labelled text.
    """
    scored: dict[str, list[_Scored]] = {}
    for row in _rows(paths):
        scored.setdefault(row.get("split", "all"), []).append(_score_text(row, reader))
    if len(scored) != 1:
        scored = {"all": [text for texts in scored.values() for text in texts], **scored}
    return {split: _scores(texts) for split, texts in scored.items()}


@dataclass(frozen=True, slots=True)
class _Scored:
    """A text: whether it has and whether it was given an incident, and the incidents aligned."""

    has: bool
    told: bool
    pairs: tuple[Pair, ...]


def _score_text(row: Mapping[str, Any], reader: Callable[[Article], Reading]) -> _Scored:
    gold = [_template(incident) for incident in row["incidents"]]
    claims = [claim for claim in reader(_article(row)).claims if _counts(claim)]
    told = any(claim.event_type.name not in UNLABELLED for claim in claims)
    has = bool(row["incidents"])
    return _Scored(has, told or bool(claims and has), tuple(align(row["doc_id"], gold, claims)))


def align(doc_id: str, gold: Sequence[Template], claims: Sequence[Claim]) -> list[Pair]:
    """Return *gold* and *claims* of a text one to one, best agreement first."""
    ranked = sorted(
        (
            (-_agreement(template, claim), i, j)
            for (i, template), (j, claim) in product(enumerate(gold), enumerate(claims))
            if _agreement(template, claim) > 1
        ),
    )
    pairs, used_gold, used_ours = [], set(), set()
    for _, i, j in ranked:
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
            pairs.append(Pair(doc_id, gold[i], claims[j]))
    pairs += [Pair(doc_id, template, None) for i, template in enumerate(gold) if i not in used_gold]
    pairs += [Pair(doc_id, None, claim) for j, claim in enumerate(claims) if j not in used_ours]
    return pairs


def _agreement(gold: Template, ours: Claim) -> int:
    return (
        2 * is_type(gold, ours)
        + is_place(gold, ours)
        + is_date(gold, ours)
        + (matched_organization(gold, ours) is not None)
    )


def is_type(gold: Template, ours: Claim) -> bool:
    """Tell whether our type may stand for the gold one."""
    return gold.kind in KINDS[ours.event_type.name]


def is_place(gold: Template, ours: Claim) -> bool:
    """Tell whether the finest gold place is among our names."""
    return not _place_keys(ours).isdisjoint(gold.places)


def is_date(gold: Template, ours: Claim) -> bool:
    """Tell whether our interval is narrow enough and overlaps the gold one."""
    earliest, latest = ours.date.earliest, ours.date.latest
    if earliest is None or latest is None or (latest - earliest).days > WIDEST_DAYS:
        return False
    return any(
        (start is None or latest >= start) and (stop is None or earliest <= stop)
        for start, stop in gold.dates
    )


def matched_organization(gold: Template, ours: Claim) -> tuple[str, str | None] | None:
    """Return our name for a gold organization and its gold confidence, or None."""
    for actor in ours.actors:
        if actor.role != "actor":
            continue
        names = _actor_keys(actor.name)
        for mentions, confidence in gold.organizations:
            if any(_same_body(name, mention) for name in names for mention in mentions):
                return actor.name, confidence
    return None


def _same_body(one: str, other: str) -> bool:
    return one == other or (len(one) > 3 and len(other) > 3 and (one in other or other in one))  # noqa: PLR2004 - longer than an acronym


def _actor_keys(name: str) -> set[str]:
    return {key for part in name.split("(", 1) if (key := normalize_name(part))}


def _place_keys(claim: Claim) -> set[str]:
    setting, place = claim.location, claim.location.place
    names = {setting.name or "", *setting.path}
    names |= {place.name, place.admin1 or ""} if place else set()
    return {key for name in names if (key := _plain(name))}


def _plain(name: str) -> str:
    key = normalize_name(name)
    for word in (" department", " province", " city", " municipality", " district", " state"):
        key = key.removesuffix(word)
    return key


def _counts(claim: Claim) -> bool:
    return claim.event_type.name in KINDS and claim.modality in _TOLD


def _scores(scored: Sequence[_Scored]) -> dict[str, Any]:
    pairs = [pair for text in scored for pair in text.pairs]
    texts = Counter((text.has, text.told) for text in scored)
    both = [(pair.gold, pair.ours) for pair in pairs if pair.gold and pair.ours]
    hit, told = texts[True, True], texts[True, True] + texts[False, True]
    return {
        "texts": texts.total(),
        "text": _prf(hit, told, hit + texts[True, False]),
        "false_texts": texts[False, True],
        "aligned": len(both),
        **_field_scores(pairs, both),
        **_perpetrator_scores(both),
        "country": _share(
            gold.country in _countries(ours)
            for gold, ours in both
            if ours.location.place and gold.country
        ),
    }


def _field_scores(
    pairs: Sequence[Pair], both: Sequence[tuple[Template, Claim]]
) -> dict[str, dict[str, float]]:
    gold = [pair.gold for pair in pairs if pair.gold and (pair.ours or not pair.gold.optional)]
    ours = [
        pair.ours
        for pair in pairs
        if pair.ours and (pair.gold or pair.ours.event_type.name not in UNLABELLED)
    ]
    return {
        "type": _prf(sum(is_type(*pair) for pair in both), len(ours), len(gold)),
        "place": _prf(
            sum(is_place(*pair) for pair in both),
            sum(claim.location.label is not None for claim in ours),
            sum(bool(template.places) for template in gold),
        ),
        "date": _prf(
            sum(is_date(*pair) for pair in both),
            sum(claim.date.earliest is not None for claim in ours),
            sum(bool(template.dates) for template in gold),
        ),
    }


def _perpetrator_scores(both: Sequence[tuple[Template, Claim]]) -> dict[str, Any]:
    named = [
        (ours, found[1] or "") for gold, ours in both if (found := matched_organization(gold, ours))
    ]
    return {
        "organization": _prf(
            len(named),
            sum(_names_body(ours) for _, ours in both),
            sum(bool(gold.organizations) for gold, _ in both),
        ),
        "confidence": _share(
            _confidence(ours) == _CONFIDENCE.get(confidence) for ours, confidence in named
        ),
    }


def _names_body(claim: Claim) -> bool:
    return any(
        actor.role == "actor"
        and actor.kind in {"rebel group", "political militia", "state forces"}
        and actor.name[:1].isupper()
        for actor in claim.actors
    )


def _countries(claim: Claim) -> set[str]:
    return {_plain(name) for name in claim.location.path[:1]} | (
        {_plain(claim.location.place.name)} if claim.location.place else set()
    )


def _confidence(claim: Claim) -> str:
    if claim.stance is Stance.CLAIMED and not _speaks_of_itself(claim):
        return "fact"
    return "fact" if claim.stance is Stance.CONFIRMED else claim.stance.value


def _speaks_of_itself(claim: Claim) -> bool:
    """Tell whether the claimant is the perpetrator, by the same words or any of its names."""
    said = claim.claimant
    keys = _actor_keys(said.name) if said else set()
    return any(
        any(_same_body(*pair) for pair in product(_actor_keys(doer.name), keys))
        or (said and said.span and doer.span and said.span.overlaps(doer.span))
        for doer in claim.actors
        if doer.role == "actor"
    )


def _prf(hits: int, given: int, wanted: int) -> dict[str, float]:
    precision = hits / given if given else 0.0
    recall = hits / wanted if wanted else 0.0
    f1 = 2 * hits / (given + wanted) if given + wanted else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _share(answers: Iterable[bool]) -> float:
    values = list(answers)
    return round(sum(values) / len(values), 4) if values else 0.0


def _rows(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                row["incidents"], row["text"], row["doc_id"]
            except (ValueError, KeyError, TypeError) as error:
                raise FormatError(
                    f"{path}, line {number}",
                    "is no labelled text",
                    'give "doc_id", "text", "incidents"',
                ) from error
            yield row


def _article(row: Mapping[str, Any]) -> Article:
    published = date.fromisoformat(row["dct"]) if row.get("dct") else None
    return Article(Source(row["doc_id"], published=published), row["text"])


def _template(incident: Mapping[str, Any]) -> Template:
    names = [_finest(location) for location in incident["location"] if location]
    country = next((location[0].get("name") for location in incident["location"] if location), None)
    return Template(
        incident["type"].split("/")[0].strip(),
        bool(incident["optional"]),
        tuple((_day(item.get("from"), 0), _day(item.get("to"), -1)) for item in incident["date"]),
        _plain(country) if country else None,
        tuple(_plain(name) for each in names for name in each),
        tuple(_organizations(incident)),
    )


def _finest(location: Sequence[Mapping[str, Any]]) -> list[str]:
    last = location[-1]
    return [item["name"] for item in last["between"]] if "between" in last else [last["name"]]


def _organizations(incident: Mapping[str, Any]) -> Iterator[tuple[frozenset[str], str | None]]:
    confidences = {
        normalize_name(mention): item.get("value", "").split("/")[0].strip()
        for item in incident["perp_org_confidence"]
        for mention in item["mentions"]
    }
    for item in incident["perp_org"]:
        keys = [normalize_name(mention) for mention in item["mentions"]]
        confidence = next((confidences[key] for key in keys if key in confidences), None)
        yield frozenset(keys), confidence


def _day(text: str | None, end: int) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:  # noqa: PLR2004 - year, month, day
        return date(*parts)
    month = parts[1] if len(parts) > 1 else (12 if end else 1)
    return date(parts[0], month, monthrange(parts[0], month)[1] if end else 1)
