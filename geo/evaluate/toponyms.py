"""Score recognition and resolution against labelled corpora.

One rule per corpus says which uses count as toponyms there (`RULES`). A gold place is hit by
its GeoNames id or within 161 km. Gold without coordinates is not judged for its place; a
placed prediction that overlaps it is not judged either. Where a corpus labels but one name of
a text, the others that are found are told to the resolver as context.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import asin, cos, log, radians, sin, sqrt
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from geo.errors import FormatError
from geo.model import Article, Source, Span, Use
from geo.recognize import GazetteerRecognizer
from geo.resolve import ContextResolver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geo.model import Location, Place, Toponym
    from geo.protocols import Gazetteer

HIT_KM = 161.0
NEAR_KM = 25.0
FARTHEST_KM = 20038.0
"""Half of the equator: the error of a missing answer, where an error has to be given."""
SURE = 0.9
BINS = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """How one corpus labels toponyms."""

    uses: frozenset[Use]
    """Uses that it labels; a prediction of another use is not judged."""
    complete: bool = True
    """Whether it labels every toponym; if not, precision has no meaning."""
    governments: bool = False
    """Whether the name of a capital that stands for its government is labelled with the state."""


_PLACES = frozenset((Use.LITERAL, Use.METONYM))
RULES = {
    "lgl": Rule(frozenset(Use)),
    "geovirus": Rule(_PLACES),
    "tudloc": Rule(_PLACES),
    "wiktor": Rule(frozenset(Use), complete=False),
    "conflict-places": Rule(frozenset(Use), governments=True),
}
"""By the ``dataset`` of its rows; any other corpus is taken to label places of every use."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled toponym."""

    start: int
    stop: int
    lon: float | None
    lat: float | None
    geonames: int | None
    kind: str
    """The corpus's word for what it is: ``"A"`` of ``"A.PCLI"``, ``"COUNTRY"``; empty if none."""
    national: bool

    @property
    def placed(self) -> bool:
        """Tell whether it has coordinates."""
        return self.lon is not None

    def error_km(self, place: Place) -> float:
        """Return how far *place* is off; 0 where it is the very one by its id."""
        if self.geonames is not None and place.id == f"geonames:{self.geonames}":
            return 0.0
        return distance_km(self.lon or 0.0, self.lat or 0.0, place.lon, place.lat)


@dataclass(slots=True)
class Tally:
    """What the articles of one corpus add up to."""

    counts: Counter[str] = field(default_factory=Counter)
    errors_km: list[float] = field(default_factory=list)
    scored: list[tuple[float, bool]] = field(default_factory=list)
    """Score and rightness of each answer to a gold toponym."""
    kinds: dict[str, list[bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is judged."""

    recognizer: GazetteerRecognizer
    resolver: ContextResolver


def evaluate_toponyms(paths: Iterable[Path], gazetteer: Gazetteer) -> dict[str, dict[str, Any]]:
    """Return the figures of each corpus in the files of labelled articles at *paths*.

    Parameters
    ----------
    paths : iterable of Path
        JSON Lines files, each row with ``text``, ``dataset`` and ``toponyms``.
    gazetteer : Gazetteer
        What recognizes and resolves.

    Returns
    -------
    dict
        By corpus, then by figure: see `figures`.

    Raises
    ------
    FormatError
        If a row lacks one of those keys.
    """
    tallies: dict[str, Tally] = {}
    add_tallies(tallies, paths, gazetteer)
    return {corpus: figures(tally, rule_of(corpus)) for corpus, tally in tallies.items()}


def add_tallies(tallies: dict[str, Tally], paths: Iterable[Path], gazetteer: Gazetteer) -> None:
    """Add what the labelled articles at *paths* show to *tallies*, by corpus."""
    parts = Parts(GazetteerRecognizer(gazetteer), ContextResolver(gazetteer))
    for path in paths:
        for corpus, article, gold in read_labelled(path):
            tally = tallies.setdefault(corpus, Tally())
            _judge_given(tally, parts, rule_of(corpus), (article, gold))
            _judge_found(tally, parts, rule_of(corpus), (article, gold))


def gold_toponyms(
    article: Article, gold: Sequence[Gold], recognizer: GazetteerRecognizer, rule: Rule
) -> list[Toponym]:
    """Return *gold* as toponyms, a government's name as its place where so labelled."""
    found = recognizer.read(article, [Span(each.start, each.stop) for each in gold])
    return [
        replace(toponym, use=Use.LITERAL)
        if toponym.use is Use.METONYM and not rule.governments
        else toponym
        for toponym in found
    ]


def read_labelled(path: Path) -> Iterator[tuple[str, Article, list[Gold]]]:
    """Yield the corpus, the text and the labelled toponyms, in text order, of each row of *path*.

    Raises
    ------
    FormatError
        If a row lacks one of the keys.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                gold = sorted(map(_gold, row["toponyms"]), key=lambda each: each.start)
                yield row["dataset"], _article(row), gold
            except (KeyError, ValueError) as error:
                message = f"is no row of a labelled corpus: {error!r}"
                raise FormatError(f"{path}:{number}", message) from error


def rule_of(corpus: str) -> Rule:
    """Return how *corpus* labels toponyms."""
    return RULES.get(corpus, Rule(frozenset(Use)))


def figures(tally: Tally, rule: Rule) -> dict[str, Any]:
    """Return the figures of one corpus.

    ``acc161`` (and ``acc25``) is the share of gold toponyms placed within 161 (25) km, given
    their spans, a missing answer counted as wrong; ``ceiling`` the share whose right place is
    among the candidates; ``coverage`` the share whose name has any. ``auc`` is the mean of
    log(1 + error) over its greatest value; errors are kilometers over all answers given.
    ``recall161`` and ``precision161`` are end to end.
    """
    counts = tally.counts
    judged = counts["judged"]
    sure = [right for score, right in tally.scored if score >= SURE]
    found: dict[str, Any] = {
        "articles": counts["articles"],
        "toponyms": counts["gold"],
        "judged": judged,
        "ceiling": _share(counts["possible"], judged),
        "coverage": _share(counts["covered"], judged),
        "acc161": _share(counts["hit"], judged),
        "acc161_subnational": _share(counts["hit subnational"], counts["subnational"]),
        "acc25": _share(counts["near"], judged),
        "mean_km": round(fmean(tally.errors_km), 1) if tally.errors_km else None,
        "median_km": round(median(tally.errors_km), 1) if tally.errors_km else None,
        "auc": _area_under_curve(tally.errors_km, judged),
        "demonyms": counts["demonyms"],
        "demonyms161": _share(counts["hit demonyms"], counts["demonyms"]),
        "sure_share": _share(len(sure), judged),
        "sure_accuracy": _share(sum(sure), len(sure)),
        "calibration": calibration(tally.scored),
        "by_class": {
            kind: {"judged": len(hits), "acc161": _share(sum(hits), len(hits))}
            for kind, hits in sorted(tally.kinds.items())
        },
        "recall161": _share(counts["found hit"], judged),
    }
    if rule.complete:
        found |= {
            "precision161": _share(counts["placed hit"], counts["placed"]),
            "strict": _prf(counts["strict"], counts["predicted"], counts["gold"]),
            "overlap": _prf(counts["overlap"], counts["predicted"], counts["gold"]),
        }
    return found


def calibration(scored: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """Return, for each tenth of the scale, how many answers have such a score and are right."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, right in scored:
        bins[min(int(score * BINS), BINS - 1)].append((score, right))
    return [
        {
            "from": index / BINS,
            "answers": len(members),
            "mean_score": round(fmean(score for score, _ in members), 3),
            "accuracy": round(fmean(right for _, right in members), 3),
        }
        for index, members in enumerate(bins)
        if members
    ]


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the great-circle distance between two points in degrees."""
    phi, other_phi = radians(lat), radians(other_lat)
    half = sin((other_phi - phi) / 2) ** 2
    half += cos(phi) * cos(other_phi) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))


def _article(row: dict[str, Any]) -> Article:
    """Return the article of *row*, with its publisher where ``meta`` has its domain."""
    publisher = (row.get("meta") or {}).get("domain")
    return Article(Source(str(row.get("doc_id", "")), publisher=publisher), row["text"])


def _gold(row: dict[str, Any]) -> Gold:
    kind = str(row.get("feature") or row.get("type") or "")
    return Gold(
        row["start"],
        row["end"],
        row["lon"],
        row["lat"],
        row.get("geonameid"),
        kind.partition(".")[0],
        national=kind in ("COUNTRY", "CONTINENT") or kind.startswith(("A.PCL", "L.CONT")),
    )


def _judge_given(
    tally: Tally, parts: Parts, rule: Rule, labelled: tuple[Article, Sequence[Gold]]
) -> None:
    """Judge the places given to the gold spans."""
    article, gold = labelled
    toponyms = gold_toponyms(article, gold, parts.recognizer, rule)
    if not rule.complete:
        toponyms = _with_others(toponyms, parts.recognizer.recognize(article))
    located = {each.toponym.span: each for each in parts.resolver.resolve(article, toponyms)}
    tally.counts["articles"] += 1
    tally.counts["gold"] += len(gold)
    for label in gold:
        if label.placed:
            location = located[Span(label.start, label.stop)]
            _judge_place(tally, label, location, parts.recognizer.gazetteer)


def _with_others(gold: Sequence[Toponym], found: Iterable[Toponym]) -> list[Toponym]:
    """Return *gold* with what was *found* beside it: where one name is labelled, the context."""
    beside = [each for each in found if not any(each.span.overlaps(x.span) for x in gold)]
    return sorted([*gold, *beside], key=lambda each: each.start)


def _judge_place(tally: Tally, label: Gold, location: Location, gazetteer: Gazetteer) -> None:
    counts = tally.counts
    error = label.error_km(location.place) if location.place else FARTHEST_KM
    hit = error <= HIT_KM
    candidates = gazetteer.candidates(location.toponym.name)
    counts["judged"] += 1
    counts["covered"] += bool(candidates)
    counts["possible"] += hit or any(label.error_km(each.place) <= HIT_KM for each in candidates)
    counts["hit"] += hit
    counts["near"] += error <= NEAR_KM
    if not label.national:
        counts["subnational"] += 1
        counts["hit subnational"] += hit
    if location.toponym.use is Use.DEMONYM:
        counts["demonyms"] += 1
        counts["hit demonyms"] += hit
    if location.place:
        tally.errors_km.append(error)
        tally.scored.append((location.score, hit))
    tally.kinds.setdefault(label.kind or "?", []).append(hit)


def _judge_found(
    tally: Tally, parts: Parts, rule: Rule, labelled: tuple[Article, Sequence[Gold]]
) -> None:
    """Judge what is found in the text alone."""
    article, gold = labelled
    counts = tally.counts
    exact = {(each.start, each.stop) for each in gold}
    met: set[int] = set()
    for location in parts.resolver.resolve(article, parts.recognizer.recognize(article)):
        span = location.toponym.span
        touched = [
            index
            for index, each in enumerate(gold)
            if each.start < span.stop and span.start < each.stop
        ]
        if not touched and location.toponym.use not in rule.uses:
            continue
        counts["predicted"] += 1
        counts["strict"] += (span.start, span.stop) in exact
        counts["overlap"] += bool(touched)
        if location.place is None or any(not gold[index].placed for index in touched):
            continue
        hits = [index for index in touched if gold[index].error_km(location.place) <= HIT_KM]
        counts["placed"] += 1
        counts["placed hit"] += bool(hits)
        met.update(hits)
    counts["found hit"] += len(met)


def _area_under_curve(errors_km: Sequence[float], judged: int) -> float | None:
    """Return the area under the sorted log errors over its greatest, missing ones at the worst.

    Notes
    -----
    The measure of Jurgens et al. (2015), as used by Gritta et al. (2018).
    """
    if not judged:
        return None
    missing = [FARTHEST_KM] * (judged - len(errors_km))
    logs = sorted(log(1 + error) / log(1 + FARTHEST_KM) for error in (*errors_km, *missing))
    if len(logs) == 1:
        return round(logs[0], 3)
    return round(fmean((low + high) / 2 for low, high in pairwise(logs)), 3)


def _prf(right: int, predicted: int, gold: int) -> dict[str, float | None]:
    return {
        "precision": _share(right, predicted),
        "recall": _share(right, gold),
        "f1": _share(2 * right, predicted + gold),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
