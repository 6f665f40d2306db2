"""Print the toponym figures of articles that nothing was learned from.

Each labelled corpus is cut into five runs of neighboring articles, so that a newspaper's stand
mostly in one. For each run the counts of words, the weights of the recognizer, of the ranker
and of its score are learned anew from the other four; then the run is read with these.

Run: ``python -m tools.cross_validate ../shared/benchmarks``
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import geo.shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.evaluate.toponyms import Tally

Told = TypeVar("Told")

_ROOT = Path(__file__).resolve().parent.parent
_OWN = _ROOT / "tests" / "corpora" / "conflict-places.jsonl"
_LEARNED = ("toponyms/lgl.jsonl", "toponyms/geovirus.jsonl")
_FOLDS = 5


def main() -> None:
    """Learn and read fold by fold, and print the figures of all folds together."""
    from geo.evaluate.toponyms import figures, rule_of  # noqa: PLC0415 - see _reading

    benchmarks = Path(sys.argv[1])
    tallies: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as name:
        for fold in range(_FOLDS):
            folder = Path(name) / str(fold)
            _cut(benchmarks, folder, fold)
            _apart(learn_recognition, folder, benchmarks)
            _apart(learn_resolution, folder, benchmarks)
            for corpus, tally in _apart(read_held, folder, benchmarks).items():
                _add(tallies.setdefault(corpus, type(tally)()), tally)
    print(json.dumps({each: figures(x, rule_of(each)) for each, x in tallies.items()}, indent=2))


def _apart(work: Callable[[Path, Path], Told], folder: Path, benchmarks: Path) -> Told:
    """Return what *work* does in a process of its own, which reads the data of *folder*."""
    context = get_context("spawn")
    with ProcessPoolExecutor(1, context, initializer=_reading, initargs=(folder,)) as pool:
        return pool.submit(work, folder, benchmarks).result()


def _reading(folder: Path) -> None:
    """Let this process find the data of *folder* first; what reads them is imported later."""
    sys.stdout = sys.stderr
    geo.shipped._PACKAGE = folder / "package"  # noqa: SLF001 - there is no other use for it


def _cut(benchmarks: Path, folder: Path, fold: int) -> None:
    """Write the articles to be learned from and those held out, and what learning overlays."""
    for part in ("taught", "held", "package/shipped_data/words"):
        (folder / part).mkdir(parents=True)
    (folder / "data").symlink_to(_ROOT / "data")
    for path in (*(benchmarks / name for name in _LEARNED), _OWN):
        lines = path.read_text(encoding="utf-8").strip().split("\n")
        start, stop = (len(lines) * edge // _FOLDS for edge in (fold, fold + 1))
        _write(folder / "taught" / path.name, [*lines[:start], *lines[stop:]])
        _write(folder / "held" / path.name, lines[start:stop])


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def learn_recognition(folder: Path, benchmarks: Path) -> None:
    """Learn the counts of words, then the weights of the recognizer."""
    from geo.gazetteer import open_gazetteer  # noqa: PLC0415 - see _reading
    from tools.learn_recognizer import learn, read_samples, write_weights  # noqa: PLC0415
    from tools.learn_words import CORPORA, count_words, read_texts  # noqa: PLC0415

    overlay = folder / "package" / "shipped_data"
    held = {Path(name).name for name in _LEARNED}
    texts = [benchmarks / name for name in CORPORA if Path(name).name not in held]
    texts += [folder / "taught" / name for name in sorted(held)]
    shutil.copytree(_ROOT / "data" / "words", overlay / "words", dirs_exist_ok=True)
    count_words(read_texts(texts), overlay / "words" / "common.csv")
    gazetteer = open_gazetteer()
    taught = sorted((folder / "taught").iterdir())
    samples = [each for path in taught for each in read_samples(path, gazetteer)]
    write_weights(learn(samples), overlay / "recognizer.json")


def learn_resolution(folder: Path, benchmarks: Path) -> None:  # noqa: ARG001 - as the others
    """Learn the weights of the ranker and of its score."""
    from tools.learn_ranker import learn, learn_score, read_lessons, write_weights  # noqa: PLC0415

    taught = sorted((folder / "taught").iterdir())
    lessons = [each for path in taught for each in read_lessons(path)]
    overlay = folder / "package" / "shipped_data"
    chance, trust = learn_score(lessons)
    weights = replace(learn(lessons), chance=chance, trust=trust)
    write_weights(weights, overlay / "ranker.json")


def read_held(folder: Path, benchmarks: Path) -> dict[str, Tally]:  # noqa: ARG001 - as the others
    """Return what the articles held out show."""
    from geo.evaluate.toponyms import add_tallies  # noqa: PLC0415 - see _reading
    from geo.gazetteer import open_gazetteer  # noqa: PLC0415

    tallies: dict[str, Tally] = {}
    add_tallies(tallies, sorted((folder / "held").iterdir()), open_gazetteer())
    return tallies


def _add(whole: Tally, part: Tally) -> None:
    whole.counts.update(part.counts)
    whole.errors_km += part.errors_km
    whole.scored += part.scored
    for kind, hits in part.kinds.items():
        whole.kinds.setdefault(kind, []).extend(hits)


if __name__ == "__main__":
    main()
