"""The evaluator counts as its rules say, and the shipped parts keep their figures."""

import importlib.util
import json
from pathlib import Path

import pytest

from geo.errors import FormatError
from geo.evaluate.toponyms import calibration, distance_km, evaluate_toponyms
from geo.gazetteer import open_gazetteer

TOOL = Path(__file__).resolve().parent.parent / "tools" / "cross_validate.py"
spec = importlib.util.spec_from_file_location("cross_validate", TOOL)
cross_validate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(cross_validate)

BAKU = {"lat": 40.38, "lon": 49.89, "geonameid": 587084, "feature": "P.PPLC"}


@pytest.fixture
def corpus(tmp_path):
    def write(text, *labels, dataset="own"):
        toponyms = [
            {"start": text.index(name), "end": text.index(name) + len(name), **rest}
            for name, rest in labels
        ]
        path = tmp_path / "corpus.jsonl"
        row = {"doc_id": "1", "dataset": dataset, "text": text, "toponyms": toponyms}
        path.write_text(json.dumps(row) + "\n")
        return path

    return write


def test_a_place_is_hit_by_its_id_or_within_161_km(corpus, tiny_gazetteer):
    near = {"lat": 39.2, "lon": 46.6}
    path = corpus("They drove from Baku to Zangilan.", ("Baku", BAKU), ("Zangilan", near))
    figures = evaluate_toponyms([path], tiny_gazetteer)["own"]
    assert (figures["acc161"], figures["ceiling"], figures["coverage"]) == (1.0, 1.0, 1.0)
    assert figures["strict"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert figures["by_class"]["P"] == {"judged": 1, "acc161": 1.0}


def test_a_missing_answer_counts_as_wrong(corpus, tiny_gazetteer):
    path = corpus(
        "They drove from Baku to Nowhereville.",
        ("Baku", BAKU),
        ("Nowhereville", {"lat": 1.0, "lon": 1.0}),
    )
    figures = evaluate_toponyms([path], tiny_gazetteer)["own"]
    assert (figures["acc161"], figures["coverage"], figures["recall161"]) == (0.5, 0.5, 0.5)
    assert figures["precision161"] == 1.0


def test_gold_without_coordinates_is_not_judged_for_its_place(corpus, tiny_gazetteer):
    path = corpus("They drove to Baku.", ("Baku", {"lat": None, "lon": None}))
    figures = evaluate_toponyms([path], tiny_gazetteer)["own"]
    assert (figures["judged"], figures["acc161"], figures["precision161"]) == (0, None, None)
    assert figures["strict"]["f1"] == 1.0


def test_a_use_that_a_corpus_does_not_label_is_not_judged(corpus, tiny_gazetteer):
    text = "Azerbaijani forces left Baku."
    labels = [("Baku", BAKU)]
    lenient = evaluate_toponyms([corpus(text, *labels, dataset="geovirus")], tiny_gazetteer)
    strict = evaluate_toponyms([corpus(text, *labels)], tiny_gazetteer)
    assert lenient["geovirus"]["strict"]["precision"] == 1.0
    assert strict["own"]["strict"]["precision"] == 0.5


def test_a_row_that_is_no_row_of_a_corpus_is_named(tmp_path, tiny_gazetteer):
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"text": "no labels"}\n')
    with pytest.raises(FormatError, match=r"corpus\.jsonl:1: is no row of a labelled corpus"):
        evaluate_toponyms([path], tiny_gazetteer)


def test_calibration_bins_answers_by_score():
    (low, high) = calibration([(0.12, False), (0.95, True), (1.0, True), (0.99, False)])
    assert (low["answers"], high["answers"], high["accuracy"]) == (1, 3, 0.667)


def test_distance_is_along_the_great_circle():
    assert distance_km(0, 0, 180, 0) == pytest.approx(20015, abs=1)
    assert distance_km(49.89, 40.38, 49.89, 40.38) == 0


FLOORS = {
    "lgl": {"acc161": 0.885, "acc161_subnational": 0.864, "f1": 0.866, "recall161": 0.823,
            "precision161": 0.801, "sure_share": 0.68, "sure_accuracy": 0.983},
    "geovirus": {"acc161": 0.908, "f1": 0.93, "recall161": 0.891, "precision161": 0.857,
                 "sure_share": 0.68, "sure_accuracy": 0.959},
    "tudloc": {"acc161": 0.867, "acc161_subnational": 0.785, "f1": 0.813, "recall161": 0.801,
               "precision161": 0.846, "sure_share": 0.64, "sure_accuracy": 0.959},
    "wiktor": {"acc161": 0.715, "recall161": 0.508},
}  # fmt: skip
"""What no change may fall below; below what is measured by what one article can move."""


@pytest.mark.shared
@pytest.mark.parametrize("corpus_name", FLOORS)
def test_figures_on_labelled_news_stay_above_their_floors(benchmarks, corpus_name):
    path = benchmarks(f"toponyms/{corpus_name}.jsonl")
    figures = evaluate_toponyms([path], open_gazetteer())[corpus_name]
    figures["f1"] = figures.get("strict", {}).get("f1")
    low = {
        name: (figures[name], floor)
        for name, floor in FLOORS[corpus_name].items()
        if figures[name] < floor
    }
    assert not low


def test_what_is_held_out_is_not_learned_from(tmp_path):
    for name in ("lgl", "geovirus"):
        (tmp_path / "toponyms").mkdir(exist_ok=True)
        rows = "\n".join(f'{{"doc_id": {number}}}' for number in range(11))
        (tmp_path / "toponyms" / f"{name}.jsonl").write_text(rows)
    held = []
    for fold in range(5):
        cross_validate._cut(tmp_path, tmp_path / str(fold), fold)
        taught, own = (
            (tmp_path / str(fold) / part / "lgl.jsonl").read_text().splitlines()
            for part in ("taught", "held")
        )
        assert not set(taught) & set(own)
        held += own
    assert len(held) == len(set(held)) == 11
