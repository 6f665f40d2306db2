"""Claims as reports of conflicts make them: our own labelled reports, and the reader on them.

A claim of ours finds a labelled one where the event type is the same, the place has the labelled
name (or was read from it, or is shown by it where no layer has it; none where none is labelled),
and the dates overlap, ours at most two months wide or open after a day that is labelled. Labelled
claims are looked for in order, each among those not yet taken, one with the labelled stance first.
"""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geo.events import event_kinds
from geo.gazetteer import open_gazetteer
from geo.model import Article, Granularity, Modality, Source, Stance
from geo.pipeline import make_reader
from geo.text import normalize_name

CORPORA = Path(__file__).resolve().parent / "corpora"


def rows_of(name):
    lines = (CORPORA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ROWS = rows_of("conflict-claims")
UNSEEN = rows_of("conflict-claims-unseen")
"""Written before the rules were mended, of other conflicts and in other styles."""
WIDEST_DAYS = 62
FLOORS = {
    "f": 0.86,
    "precision": 0.82,
    "recall": 0.91,
    "stance": 0.97,
    "claimant": 0.98,
    "modality": 0.97,
    "actor": 0.96,
    "killed": 0.99,
}
"""What was reached; raise it with the figures, never lower it."""
UNSEEN_FLOORS = {"f": 0.77, "stance of all": 0.63}
"""What is right is counted over all labelled claims: the more are found, the harder they are."""


@pytest.fixture(scope="module")
def figures():
    return measured(ROWS)


@pytest.fixture(scope="module")
def unseen_figures():
    return measured(UNSEEN)


def measured(rows):
    """Return precision, recall and F of the claims of *rows*, and what is right of those found."""
    reader = make_reader(open_gazetteer())
    tally, right = Counter(), Counter()
    for row in rows:
        source = Source(row["doc_id"], published=date.fromisoformat(row["published"]))
        reading = reader(Article(source, row["text"]))
        left = list(reading.claims)
        for gold in row["claims"]:
            tally["gold"] += 1
            found = [claim for claim in left if finds(reading, claim, gold)]
            if found:
                best = min(found, key=lambda claim: claim.stance != gold["stance"])
                left.remove(best)
                tally["hits"] += 1
                right.update(agreement(best, gold))
        tally["ours"] += len(reading.claims)
    precision, recall = tally["hits"] / tally["ours"], tally["hits"] / tally["gold"]
    shares = {name: count / tally["hits"] for name, count in right.items()}
    shares |= {f"{name} of all": count / tally["gold"] for name, count in right.items()}
    both = 2 * precision * recall / (precision + recall)
    return {"precision": precision, "recall": recall, "f": both, **shares}


def finds(reading, claim, gold):
    same_type = claim.event_type.name == gold["event_type"]
    return same_type and is_place(reading, claim, gold) and is_date(claim, gold)


def is_place(reading, claim, gold):
    place, shown = claim.location.place, claim.location.name
    if gold["place"] is None:
        return place is None and shown is None
    if shown is not None and normalize_name(shown) == normalize_name(gold["place"]):
        return True
    if place is None:
        return False
    read_from = {
        location.toponym.name
        for location in reading.locations
        if location.place is not None and location.place.id == place.id
    }
    wanted = normalize_name(gold["place"])
    return wanted in {normalize_name(name) for name in (place.name, *read_from)}


def is_date(claim, gold):
    earliest, latest = claim.date.earliest, claim.date.latest
    if gold["earliest"] is None:  # the report says nothing of when
        return claim.date.granularity is not Granularity.DAY
    if earliest is None or str(earliest) > gold["latest"]:
        return False
    if latest is None:
        return str(earliest) >= gold["earliest"]
    return str(latest) >= gold["earliest"] and (latest - earliest).days <= WIDEST_DAYS


def agreement(claim, gold):
    doers = [actor.name for actor in claim.actors if actor.role == "actor"]
    claimants = [claim.claimant.name] if claim.claimant else []
    return {
        "stance": int(claim.stance == gold["stance"]),
        "modality": int(claim.modality == gold["modality"]),
        "claimant": int(is_named(claimants, gold["claimant"])),
        "actor": int(is_named(doers, gold["actor"])),
        "killed": int(claim.casualties.killed.best == gold["killed"]),
    }


def is_named(names, wanted):
    if wanted is None:
        return not names
    keys = [normalize_name(name) for name in names]
    wanted = normalize_name(wanted)
    return any(wanted in key or key in wanted for key in keys)


@pytest.mark.parametrize("figure", FLOORS)
def test_the_reader_keeps_what_it_reached(figures, figure):
    assert figures[figure] >= FLOORS[figure], figures


@pytest.mark.parametrize("figure", UNSEEN_FLOORS)
def test_the_reader_keeps_what_it_reached_on_unseen_reports(unseen_figures, figure):
    assert unseen_figures[figure] >= UNSEEN_FLOORS[figure], unseen_figures


def test_unseen_reports_are_of_other_conflicts():
    assert len(UNSEEN) >= 40
    known = {row["conflict"] for row in ROWS} - {None}
    assert known.isdisjoint(row["conflict"] for row in UNSEEN)


def test_the_corpus_is_as_wide_as_it_says():
    kinds = Counter(row["kind"].partition(":")[0] for row in ROWS)
    assert len(ROWS) >= 120
    assert len({row["doc_id"] for row in ROWS}) == len({row["text"] for row in ROWS}) == len(ROWS)
    assert len({row["conflict"] for row in ROWS} - {None}) >= 12
    assert kinds["nothing"] >= 25
    assert kinds["contradiction"] >= 25
    assert kinds["flashback"] >= 15
    assert kinds["diplomacy"] >= 10


def test_labels_are_of_the_codebook():
    for row in ROWS + UNSEEN:
        assert bool(row["claims"]) == (not row["kind"].startswith("nothing"))
        for claim in row["claims"]:
            assert claim["event_type"] in event_kinds()
            assert claim["stance"] in set(Stance)
            assert claim["modality"] in set(Modality)
            assert claim["earliest"] <= claim["latest"] <= row["published"]
            assert (claim["claimant"] is None) <= (claim["stance"] in ("fact", "alleged"))
