"""Scoring of dates: the rules of the score, and the floors of the measured figures."""

import json

import pytest

from geo.errors import FormatError
from geo.evaluate.dates import evaluate_dates, paired, same_value, score
from geo.model import TimeExpression

FLOORS = {
    "relaxed_f": {"timebank": 0.94, "aquaint": 0.925},
    "strict_f": {"timebank": 0.895, "aquaint": 0.825},
    "value_f": {"timebank": 0.84, "aquaint": 0.78},
    "granularity": {"timebank": 0.95, "aquaint": 0.95},
}


def gold(start, end, value="1993", kind="DATE"):
    return {"start": start, "end": end, "value": value, "type": kind}


def found(start, stop, value="1993"):
    return TimeExpression("x" * (stop - start), start, stop, "DATE", value)


def test_a_pair_shares_a_character_and_is_used_once():
    pairs = list(paired([gold(0, 4), gold(2, 6), gold(9, 12)], [found(3, 5), found(12, 14)]))
    assert [(one["start"], other.start) for one, other in pairs] == [(0, 3)]


def test_figures_count_misses_and_inventions_alike():
    figures = score([([gold(0, 4), gold(10, 14)], [found(0, 4), found(20, 24), found(30, 34)])])
    assert figures["relaxed_f"] == pytest.approx(2 * 1 / 5)
    assert figures["strict_f"] == figures["relaxed_f"] == figures["value_f"]


def test_nothing_to_find_and_nothing_found_is_no_error():
    assert score([([], [])])["relaxed_f"] == 0.0


@pytest.mark.parametrize(
    ("gold_value", "value", "same"),
    [
        ("1993-10", "1993-10", True),
        ("1993-10", "1993", False),
        ("1989-WXX", "1989-W43", True),
        ("1989-WXX", "1989-10", False),
        ("1952-XX", "1952", True),
        ("1952-XX", "1953", False),
        ("199X", "199", True),
        ("PXM", "P2M", False),
        ("XXXX-WXX-1", "XXXX-WXX-1", True),
    ],
)
def test_an_x_of_the_gold_value_stands_for_any_digit(gold_value, value, same):
    assert same_value(gold_value, value) is same


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "wrong.jsonl"
    path.write_text(json.dumps({"text": "no dates"}))
    with pytest.raises(FormatError, match=r"wrong\.jsonl:1"):
        evaluate_dates([path])


@pytest.mark.shared
def test_floors(benchmarks):
    paths = [benchmarks(f"dates/{name}.jsonl") for name in ("timebank", "aquaint")]
    figures = evaluate_dates(paths)
    for figure, floors in FLOORS.items():
        for corpus, floor in floors.items():
            assert figures[corpus][figure] >= floor, (corpus, figure)
