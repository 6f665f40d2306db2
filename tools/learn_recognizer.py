"""Write ``data/recognizer.json``: what each cue adds to the log odds that a name is a place's.

A logistic regression over the cues of every name that the gazetteer proposes in the labelled
corpora, with a ridge; and one weight more for the mean of the other mentions of the same name.
Names for peoples and names within names are learned where they are labelled, from LGL
and from our own sentences.

Run: ``python tools/learn_recognizer.py ../shared/benchmarks``
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.gazetteer import open_gazetteer
from geo.model import Use
from geo.recognize.context import Context
from geo.recognize.lists import list_neighbors
from geo.recognize.recognizer import propose, widened
from geo.recognize.use import use_of
from geo.recognize.weigh import cues_of, mean_of, other_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.protocols import Gazetteer
    from geo.recognize.context import Name

CORPORA = ("toponyms/lgl.jsonl", "toponyms/geovirus.jsonl")
LITERAL_ONLY = ("geovirus.jsonl",)
ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "corpora" / "conflict-places.jsonl"
OUTPUT = ROOT / "data" / "recognizer.json"
RIDGE = 1.0
BELIEFS = {
    "known as demonym": 2.0,
    "known as historical": 0.5,
    "in another script": 3.0,
    "spelled with marks": 2.0,
    "in parentheses after a capital": 1.0,
    "another name in parentheses": 3.0,
    "a language": -5.0,
    "a body's name": -5.0,
    "after a part of a place": 1.0,
    "a common word where all is in capitals": -6.0,
    "a people where all is in capitals": 0.35,
    "before a comma and a region": 2.5,
    "before a deed": 2.0,
    "a region's short form": 5.0,
    "a dateline": 2.0,
    "after a person's age": 1.5,
    "after a party": 2.5,
    "a campus": 2.0,
    "an acronym opens a sentence": -2.5,
    "a saint's": -2.0,
    "no other word, where there is war": 1.5,
}
"""What cues weigh that American local news seldom shows; the ridge pulls to these, not to 0."""
EMPHASIS = 2.5
"""How much a name of our own sentences counts, for they are of the kind that is read most."""
FEWEST = 8
"""Times that a cue must have been seen to be weighed."""
LEAST = 0.1
"""Weight below which a cue is not worth its line."""
FOLDS = 5
OTHERS = ("other mentions", "listed with it")


@dataclass(frozen=True)
class Sample:
    """A proposed name: its cues, whether it is labelled, its article, and its spelling."""

    cues: tuple[str, ...]
    labelled: bool
    name: str
    """Its article and its spelling."""
    beside: tuple[int, ...]
    """How far before or after it the samples stand that are listed with it."""


def main() -> None:
    """Learn, say how well folds predict each other, and write the weights."""
    gazetteer = open_gazetteer()
    paths = [*(Path(sys.argv[1]) / name for name in CORPORA), OWN]
    samples = [sample for path in paths for sample in read_samples(path, gazetteer)]
    articles = {" ".join(sample.name.split(" ")[:2]): None for sample in samples}
    fold_of = {article: index % FOLDS for index, article in enumerate(articles)}
    folds = [fold_of[" ".join(sample.name.split(" ")[:2])] for sample in samples]
    tally: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = learn([each for each, own in zip(samples, folds, strict=True) if own != fold])
        held = [each for each, own in zip(samples, folds, strict=True) if own == fold]
        tally.update(_outcomes(held, weights))
    print(f"cross-validated on proposals: {_figures(tally)}")
    write_weights(learn(samples), OUTPUT)


def write_weights(weights: dict[str, float], path: Path) -> None:
    """Write the weights that are worth their line."""
    rounded = {
        cue: round(weight, 2)
        for cue, weight in sorted(weights.items())
        if abs(weight) >= LEAST or cue in ("always", *OTHERS)
    }
    path.write_text(json.dumps({"weights": rounded}, indent=1, ensure_ascii=False) + "\n")


def read_samples(path: Path, gazetteer: Gazetteer) -> Iterator[Sample]:
    """Yield the names proposed in one corpus."""
    for line in path.read_text(encoding="utf-8").strip().split("\n"):
        row: dict[str, Any] = json.loads(line)
        gold = {(each["start"], each["end"]) for each in row["toponyms"]}
        context = Context(row["text"])
        every = propose(context, gazetteer, every=True)
        proposed = [name for name in every if _is_judged(path, context, name)]
        beside = list_neighbors(row["text"], proposed)
        for index, name in enumerate(proposed):
            start, stop, _ = widened(context, name)
            yield Sample(
                cues_of(context, name),
                (name.start, name.end) in gold or (start, stop) in gold,
                f"{path.name} {row['doc_id']} {name.spelled.lower()}",
                tuple(other - index for other in beside[index]),
            )


def _is_judged(path: Path, context: Context, name: Name) -> bool:
    return path.name not in LITERAL_ONLY or use_of(context, name)[0] in (Use.LITERAL, Use.METONYM)


def learn(samples: Sequence[Sample]) -> dict[str, float]:
    """Return the weight of each cue."""
    counts = Counter(cue for sample in samples for cue in set(sample.cues))
    names = [
        "always",
        *sorted(cue for cue in {*counts, *BELIEFS} if counts[cue] >= FEWEST or cue in BELIEFS),
    ]
    labels = np.array([sample.labelled for sample in samples], dtype=float)
    beliefs = np.array([BELIEFS.get(name, 0.0) for name in names])
    times = np.array([EMPHASIS if sample.name.startswith(OWN.name) else 1.0 for sample in samples])
    fitted = fit(_matrix(samples, names), labels, beliefs, times)
    weights = dict(zip(names, map(float, fitted), strict=True))
    odds = _matrix(samples, names) @ fitted
    same, near = _others(samples, odds)
    columns = np.column_stack([odds, same, near, np.ones(len(odds))])
    own, pull, listed, _ = fit(columns, labels, np.zeros(4), times)
    return {**weights, OTHERS[0]: float(pull / own), OTHERS[1]: float(listed / own)}


def fit(
    features: NDArray[np.float64],
    labels: NDArray[np.float64],
    beliefs: NDArray[np.float64],
    times: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the weights of a logistic regression with a ridge around *beliefs*, by Newton.

    Each sample counts as if it stood there so many *times*.
    """
    weights = beliefs.copy()
    for _ in range(25):
        chance = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (times * (labels - chance)) - RIDGE * (weights - beliefs)
        spread = times * chance * (1 - chance)
        hessian = (features * spread[:, None]).T @ features + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(hessian, gradient)
    return weights


def _matrix(samples: Sequence[Sample], names: Sequence[str]) -> NDArray[np.float64]:
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(samples), len(names)))
    matrix[:, 0] = 1
    for row, sample in enumerate(samples):
        for cue in sample.cues:
            if cue in column:
                matrix[row, column[cue]] = 1
    return matrix


def _others(
    samples: Sequence[Sample], odds: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the mean log odds of the other mentions of each name, and of those listed with it."""
    listed = [
        mean_of([odds[row + offset] for offset in sample.beside])
        for row, sample in enumerate(samples)
    ]
    same = other_mentions([sample.name for sample in samples], odds.tolist())
    return np.array(same), np.array(listed)


def _outcomes(samples: Sequence[Sample], weights: dict[str, float]) -> Counter[str]:
    odds = np.array(
        [
            weights["always"] + sum(weights.get(cue, 0.0) for cue in sample.cues)
            for sample in samples
        ]
    )
    same, near = _others(samples, odds)
    final = odds + weights[OTHERS[0]] * same + weights[OTHERS[1]] * near
    return Counter(
        f"{'kept' if kept else 'left'} {'right' if sample.labelled else 'wrong'}"
        for sample, kept in zip(samples, final >= 0, strict=True)
    )


def _figures(tally: Counter[str]) -> str:
    right, wrong, missed = tally["kept right"], tally["kept wrong"], tally["left right"]
    precision, recall = right / (right + wrong), right / (right + missed)
    return f"precision {precision:.3f}, recall {recall:.3f}, {dict(tally)}"


if __name__ == "__main__":
    main()
