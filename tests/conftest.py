"""Fixtures shared by the tests: where the labelled corpora are, and what may be skipped."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BENCHMARKS = Path(os.environ.get("GEO_BENCHMARKS", SHARED / "benchmarks"))
NOTHING_MAY_BE_SKIPPED = os.environ.get("GEO_SKIP_NOTHING") == "1"


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
