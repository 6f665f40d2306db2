"""Fixtures shared by the tests: where the labelled corpora are, and what may be skipped."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import settings

from geo.gazetteer import CompiledGazetteer
from geo.gazetteer.compile import compile_index
from geo.gazetteer.entries import Entry, Kind, Layer, Naming, SourceLayer

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BENCHMARKS = Path(os.environ.get("GEO_BENCHMARKS", SHARED / "benchmarks"))
NOTHING_MAY_BE_SKIPPED = os.environ.get("GEO_SKIP_NOTHING") == "1"

# How long an example takes says nothing about it on a busy machine.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")


def skip(reason):
    """Skip the running test, or fail it where nothing may be skipped."""
    if NOTHING_MAY_BE_SKIPPED:
        pytest.fail(f"would be skipped: {reason}")
    pytest.skip(reason)


@pytest.fixture
def benchmarks():
    """Return the path of a file of the labelled corpora, by its name."""

    def find(name):
        path = BENCHMARKS / name
        if not path.exists():
            skip(f"no {path}: set GEO_BENCHMARKS to the labelled corpora")
        return path

    return find


@pytest.fixture
def shared():
    """Return the path of a file beside the corpora, by its name."""

    def find(name):
        path = SHARED / name
        if not path.exists():
            skip(f"no {path}")
        return path

    return find


@pytest.fixture(scope="session")
def tiny_gazetteer(tmp_path_factory):
    """Return a real gazetteer of some seventy places, compiled from ``tiny_gazetteer.csv``."""
    layer = Layer("tiny", "tests", "1", "CC0-1.0")
    folder = tmp_path_factory.mktemp("tiny-gazetteer")
    with (ROOT / "tests" / "tiny_gazetteer.csv").open(encoding="utf-8", newline="") as file:
        entries = [_entry(row) for row in csv.DictReader(file)]
    source = SourceLayer(layer, lambda: entries, len(entries))
    compile_index(folder, [source], lambda *_: None)
    return CompiledGazetteer(folder)


def _entry(row):
    return Entry(
        id=row["id"],
        name=row["name"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        feature_class=row["feature_class"],
        feature_code=row["feature_code"],
        country=row["country"],
        path=tuple(filter(None, row["path"].split("|"))),
        population=int(row["population"] or 0),
        radius_km=float(row["radius_km"] or 0),
        namings=tuple(map(_naming, filter(None, row["namings"].split("|")))),
    )


def _naming(text):
    kind, _, name = text.partition(":")
    return Naming(name, Kind[kind.upper()])
