"""Write ``data/ranker.json``: what each column adds for a place that a name may mean.

Learned in three steps from the gold toponyms of LGL and GeoVirus, and of our own sentences:
a conditional logit over what each candidate has by itself (``alone``); one more with the
columns that the other names give (``together``), computed as the resolver does; and a logistic
regression of rightness, on predictions for articles that were not learned from (``score``).

Run: ``python tools/learn_ranker.py ../shared/benchmarks``
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.evaluate.toponyms import HIT_KM, gold_toponyms, read_labelled, rule_of
from geo.gazetteer import open_gazetteer
from geo.recognize import GazetteerRecognizer
from geo.resolve.features import COLUMNS, PUBLISHED, TOLD, lay_out, nearby, share_out
from geo.resolve.publisher import home_of
from geo.resolve.rank import CHANCE, ROUNDS, TRUST, Weights, chance_columns, rank
from geo.resolve.resolver import known_senses
from geo.resolve.senses import find_senses
from geo.resolve.shortlist import LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.evaluate.toponyms import Gold
    from geo.model import Article, Place, Toponym
    from geo.protocols import Gazetteer
    from geo.resolve.features import Field
    from geo.resolve.senses import Sense

    Floats = NDArray[np.float64]

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ("toponyms/lgl.jsonl", "toponyms/geovirus.jsonl")
OWN = ROOT / "tests" / "corpora" / "conflict-places.jsonl"
OUTPUT = ROOT / "data" / "ranker.json"
FOLDS = 5
RIDGE = 2.0
STEPS = 20
SURE = float(np.log(9))
"""Log odds of a score of 0.9."""
EMPHASIS = {"geovirus": 3.0, "conflict-places": 3.0}
"""How much an answer counts for the score: of world news and conflicts there are fewer here."""
SELDOM = ("near its other name", "a capital beside capitals")
"""Columns that the corpora show too seldom to tell by how much they make an answer surer."""
PROMISED = 0.967
"""How many answers with such a score have to be right in each corpus, cross-validated.

More than the 0.95 that are aimed at: what holds for these articles holds a little less for others.
"""
MOST_TRUST = 1.5
"""How many times the log odds of the regression those of a score may be."""
BELIEFS = {
    "kind asked for": 1.0,
    "other kind asked for": -1.0,
    "lies in what follows the comma": 3.0,
    "elsewhere than what follows the comma": -3.0,
    "lies in what it is said to": 1.5,
    "elsewhere than it is said to": -1.5,
    "near its other name": 3.0,
    "area asked for": 1.5,
    "no area, though asked for": -1.5,
}
"""What columns weigh that the corpora seldom put to the test; the ridge pulls to these."""


@dataclass(frozen=True, eq=False)
class Lesson:
    """An article: its candidates, which are right, and how many mentions each sense has."""

    corpus: str
    field: Field
    right: NDArray[np.bool_]
    """The very place by its id where a candidate is, else those that are near enough."""
    near: NDArray[np.bool_]
    """Those that count as right in evaluation."""
    count: Floats
    """Judged mentions of each sense; 0 leaves it out."""
    fold: int = 0
    share: float = 1.0
    """How much its answers count: an article that is told twice counts half each time."""


def main() -> None:
    """Learn, say how folds predict each other, and write the weights."""
    lessons = [lesson for path in _paths() for lesson in read_lessons(path)]
    chance, trust = learn_score(lessons)
    write_weights(replace(learn(lessons), chance=chance, trust=trust), OUTPUT)


def learn_score(lessons: Sequence[Lesson]) -> tuple[Floats, float]:
    """Return the weights of the score and the trust in it, from how folds predict each other.

    A fold is a run of neighboring articles, so that those of one newspaper stand mostly in one.
    """
    columns, hits, corpora, shares = [], [], [], []
    for fold in range(FOLDS):
        weights = learn([lesson for lesson in lessons if lesson.fold != fold])
        for lesson in (lesson for lesson in lessons if lesson.fold == fold):
            told, right = _answers(lesson, weights)
            columns.append(told)
            hits.append(right)
            corpora.extend([lesson.corpus] * len(right))
            shares.extend([lesson.share] * len(right))
    told, right = np.concatenate(columns), np.concatenate(hits)
    told[:, [CHANCE.index(name) for name in SELDOM]] = 0.0
    weight = np.array([EMPHASIS.get(each, 1.0) for each in corpora]) * np.array(shares)
    chance = fit_logistic(told, right, weight)
    members = {each: np.array([own == each for own in corpora]) for each in dict.fromkeys(corpora)}
    odds = told @ chance
    trust = _trust(
        [odds[own] for own in members.values()], [right[own] for own in members.values()]
    )
    for corpus, own in members.items():
        _report(corpus, trust * odds[own], right[own])
    return chance, trust


def _paths() -> Iterator[Path]:
    yield from (Path(sys.argv[1]) / name for name in CORPORA)
    if OWN.exists() and OWN.stat().st_size:
        yield OWN


def read_lessons(path: Path) -> Iterator[Lesson]:
    """Yield what the labelled articles of *path* teach."""
    gazetteer = open_gazetteer()
    recognizer = GazetteerRecognizer(gazetteer)
    labelled = list(read_labelled(path))
    for number, (corpus, article, gold) in enumerate(labelled):
        toponyms = gold_toponyms(article, gold, recognizer, rule_of(corpus))
        home = home_of(article.source, gazetteer)
        # Most news come without a publisher: what has one is learned from without it, too.
        told = {f"{corpus}, publisher known": home, corpus: None} if home else {corpus: None}
        for name, place in told.items():
            lesson = _lesson((article, place), gold, toponyms, gazetteer)
            if lesson:
                fold = number * FOLDS // len(labelled)
                yield replace(lesson, corpus=name, fold=fold, share=1 / len(told))


def _lesson(
    published: tuple[Article, Sense | None],
    gold: Sequence[Gold],
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
) -> Lesson | None:
    article, home = published
    senses, ties = find_senses(article.text, toponyms, gazetteer)
    senses, ties, _ = known_senses(senses, ties)
    if not senses:
        return None
    right, near, count = [], [], []
    for sense in senses:
        labels = [gold[index] for index in sense.mentions if gold[index].placed]
        count.append(float(len(labels)))
        hits = [_votes(each.place, labels) for each in sense.shortlist.candidates]
        exact = [_is_labelled(each.place, labels) for each in sense.shortlist.candidates]
        near.extend(hits)
        right.extend(exact if any(exact) else hits)
    if home:
        count.append(0.0)
        right.extend([False] * len(home.shortlist))
        near.extend([False] * len(home.shortlist))
    return Lesson(
        "",
        lay_out(senses, ties, home),
        np.array(right, dtype=bool),
        np.array(near, dtype=bool),
        np.array(count),
    )


def _votes(place: Place, labels: Sequence[Gold]) -> bool:
    """Tell whether *place* hits most of *labels*."""
    return 2 * sum(label.error_km(place) <= HIT_KM for label in labels) > len(labels)


def _is_labelled(place: Place, labels: Sequence[Gold]) -> bool:
    """Tell whether *place* is the very one, by its id, that one of *labels* names."""
    return any(place.id == f"geonames:{label.geonames}" for label in labels)


def learn(lessons: Sequence[Lesson]) -> Weights:
    """Return the weights of the two conditional logits; those of the score are still nought.

    What the publisher tells is weighed last, with all else as it is without one: most news come
    without, and what is learned for them must not hang on it.
    """
    plain = [lesson for lesson in lessons if not lesson.field.home]
    published = [lesson for lesson in lessons if lesson.field.home]
    alone = fit_choice([lesson.field.fixed for lesson in plain], plain)
    together = np.concatenate([alone, np.zeros(len(COLUMNS) - len(alone))])
    for taught in (plain, plain, published, published):
        columns = [_columns(lesson.field, alone, together) for lesson in taught]
        kept = together[: -len(PUBLISHED)] if taught is published else None
        together = fit_choice(columns, taught, kept)
    return Weights(alone, together, np.zeros(len(CHANCE)))


def _columns(field: Field, alone: Floats, together: Floats) -> Floats:
    shares = share_out(field.fixed @ alone, field)
    columns = np.hstack([field.fixed, nearby(field, shares)])
    for _ in range(ROUNDS - 1):
        shares = share_out(columns @ together, field)
        columns = np.hstack([field.fixed, nearby(field, shares)])
    return columns


def fit_choice(
    columns: Sequence[Floats], lessons: Sequence[Lesson], kept: Floats | None = None
) -> Floats:
    """Return the weights under which the right candidates have the largest share, with a ridge.

    Newton's method on the log likelihood of the right set; senses with no right candidate, or
    none but right ones, teach nothing. The first columns weigh what was *kept* of an earlier fit.
    """
    every = np.concatenate(columns)
    right = np.concatenate([lesson.right for lesson in lessons])
    sense, weight = _numbered(lessons)
    first = np.flatnonzero(np.diff(sense, prepend=-1))
    total = np.bincount(sense, minlength=len(weight))
    good = np.bincount(sense, weights=right, minlength=len(weight))
    weight = np.where((good > 0) & (good < total), weight, 0.0)
    beliefs = np.array([BELIEFS.get(name, 0.0) for name in COLUMNS[: every.shape[1]]])
    found = beliefs.copy()
    free = slice(0 if kept is None else len(kept), None)
    if kept is not None:
        found[: len(kept)] = kept
    for _ in range(STEPS):
        odds = every @ found
        shares = _softmax(odds, sense, np.ones(len(odds)), len(weight))
        wanted = _softmax(odds, sense, right.astype(float), len(weight))
        row = weight[sense]
        gradient = every.T @ (row * (wanted - shares)) - RIDGE * (found - beliefs)
        means = np.add.reduceat(every * shares[:, None], first)
        hessian = (every * (row * shares)[:, None]).T @ every
        hessian -= (means * weight[:, None]).T @ means
        hessian += RIDGE * np.eye(len(found))
        found[free] += np.linalg.solve(hessian[free, free], gradient[free])
    return found


def fit_logistic(columns: Floats, right: Floats, weight: Floats) -> Floats:
    """Return the weights of a logistic regression with a ridge, by Newton's method."""
    found = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-columns @ found))
        gradient = columns.T @ (weight * (right - chance)) - RIDGE * found
        spread = (columns * (weight * chance * (1 - chance))[:, None]).T @ columns
        found = found + np.linalg.solve(spread + RIDGE * np.eye(len(found)), gradient)
    return found


def _numbered(lessons: Sequence[Lesson]) -> tuple[NDArray[np.int64], Floats]:
    """Return the sense of each row, counted through, and how much each sense teaches."""
    sense, before = [], 0
    for lesson in lessons:
        sense.append(lesson.field.sense + before)
        before += len(lesson.count)
    weights = [np.sqrt(lesson.count) for lesson in lessons]
    return np.concatenate(sense), np.concatenate(weights)


def _softmax(odds: Floats, sense: NDArray[np.int64], mask: Floats, senses: int) -> Floats:
    top = np.maximum.reduceat(odds, np.flatnonzero(np.diff(sense, prepend=-1)))
    raised = np.exp(odds - top[sense]) * mask
    total = np.bincount(sense, weights=raised, minlength=senses)[sense]
    shares: Floats = np.divide(raised, total, out=np.zeros_like(raised), where=total > 0)
    return shares


def _answers(lesson: Lesson, weights: Weights) -> tuple[Floats, Floats]:
    """Return the columns of the score, and rightness, of each judged mention."""
    ranking = rank(lesson.field, weights)
    best = ranking.best
    told = chance_columns(ranking.columns, ranking.shares, best, lesson.field)
    times = lesson.count.astype(int)
    return told.repeat(times, axis=0), lesson.near[best].astype(float).repeat(times)


def _trust(odds: Sequence[Floats], right: Sequence[Floats]) -> float:
    """Return the most that *odds* can be multiplied by with every corpus as right as promised."""
    trust = MOST_TRUST
    while any(_sure(trust * own, hits) < PROMISED for own, hits in zip(odds, right, strict=True)):
        trust -= 0.01
    return trust


def _sure(odds: Floats, right: Floats) -> float:
    """Return how many of the answers with a score of 0.9 or more are right."""
    return float(right[odds >= SURE].mean())


def _report(corpus: str, odds: Floats, right: Floats) -> None:
    print(
        f"{corpus}, cross-validated: {right.mean():.3f} of {len(right)} answers are right; "
        f"{(odds >= SURE).mean():.3f} have a score of 0.9 or more, "
        f"{_sure(odds, right):.3f} of them right"
    )


def write_weights(weights: Weights, path: Path) -> None:
    """Write the weights as readable numbers."""
    tables = {
        "alone": dict(zip((*LOCAL, *TOLD), weights.alone, strict=True)),
        "together": dict(zip(COLUMNS, weights.together, strict=True)),
        "score": {TRUST: weights.trust, **dict(zip(CHANCE, weights.chance, strict=True))},
    }
    rounded = {
        table: {name: round(float(weight), 3) + 0.0 for name, weight in row.items()}
        for table, row in tables.items()
    }
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
