"""What Python packs, the browser's own modules unpack: they run here in node."""

import json
import re
import runpy
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from draw_frames import border_frame, tabulate
from hypothesis import given, settings
from hypothesis import strategies as st

import geo.draw
from geo.draw.content import opening_sections
from geo.draw.pack import pack_section
from geo.draw.texts import ROWS, text_sections
from geo.draw.vocabulary import PART, leb128

DECODE = Path(geo.draw.__file__).parent / "web" / "tests" / "decode.js"

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
whole_numbers = st.lists(st.integers(-(2**31) + 1, 2**31 - 1), max_size=50)
columns_of_numbers = st.dictionaries(st.text(min_size=1, max_size=8), whole_numbers, max_size=4)
rough_text = st.text(st.one_of(st.characters(), st.sampled_from(" .,\n")))


def unpacked(sections=(), texts=()):
    """Return what the modules of a page read from packed sections, and from packed texts."""
    given = json.dumps({"sections": sections, "texts": texts})
    command = ["node", str(DECODE)]
    found = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    read = json.loads(found.stdout)
    return read["sections"], read["texts"]


def told(*frames):
    """Return lines and details of the first chunk of each frame."""
    sections = [text_sections(frame) for frame in frames]
    texts = [{"words": one["words"], "chunk": one["text_0"]} for one in sections]
    return [(text["lines"], text["details"]) for text in unpacked(texts=texts)[1]]


def plain(text):
    clean = re.sub("[\x00-\x1f\x7f\u2028\u2029]+", " ", text).strip()
    return clean.encode("utf-8", "replace").decode()


@needs_node
@given(st.lists(st.tuples(columns_of_numbers, st.booleans()), min_size=1, max_size=30))
@settings(max_examples=12)
def test_columns_come_back_as_they_were(tables):
    # Differences are 32-bit numbers too, so only what is close is stored so.
    tables = [
        ({name: [value // 4 for value in values] for name, values in columns.items()}, delta)
        for columns, delta in tables
    ]
    packed = [
        pack_section(
            {"names": list(columns)},
            {name: np.array(values, dtype=np.int64) for name, values in columns.items()},
            sorted_columns=tuple(columns) if delta else (),
        )
        for columns, delta in tables
    ]
    sections, _ = unpacked(packed)
    for (columns, _), section in zip(tables, sections, strict=True):
        assert section == {"info": {"names": list(columns)}, "columns": columns}


@needs_node
@given(st.lists(st.lists(rough_text, min_size=1, max_size=8), min_size=1, max_size=20))
@settings(max_examples=12)
def test_any_text_comes_back_on_its_line(groups):
    frames = [pd.DataFrame({"summary": texts}, dtype=object) for texts in groups]
    for summaries, (lines, _) in zip(groups, told(*frames), strict=True):
        assert lines == [plain(text) for text in summaries]


@needs_node
def test_marks_and_long_words_come_back_as_they_were():
    long, longer = "x" * 70 + "y", "x" * 70 + "z"
    words = f"{long}, {longer}. {long[:64]}"
    summaries = ["At 5 p.m., a car", "., .", words, "ééééé, ééééö", ", ,"]
    [(lines, _)] = told(pd.DataFrame({"summary": summaries}))
    assert lines == summaries


@needs_node
def test_lines_of_a_chunk_hold_only_searchable_text():
    rows = tabulate(border_frame()).rows
    [(lines, details)] = told(rows)
    assert len(lines) == len(rows)
    assert any("Missile hits Ganja at night" in line for line in lines)
    assert "example.org" not in "".join(lines)
    claims = details["columns"]["claims"][2]
    assert lines[2].split(PART)[claims[0]["words"]] == rows["summary"].iloc[2]


@needs_node
def test_chunks_share_one_vocabulary():
    names = [f"Village {number} was quiet." for number in range(ROWS + 3)]
    sections = text_sections(pd.DataFrame({"summary": names}))
    texts = [{"words": sections["words"], "chunk": sections[f"text_{part}"]} for part in (0, 1)]
    _, found = unpacked(texts=texts)
    assert [line for text in found for line in text["lines"]] == names


@given(st.lists(st.integers(0, 2**28 - 1)))
def test_numbers_come_back_from_leb128(numbers):
    found, number, shift = [], 0, 0
    forms, held = leb128(np.array(numbers, dtype=np.int32))
    for byte in forms[held].tobytes():
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            found.append(number)
            number = shift = 0
    assert found == numbers


def test_an_incident_with_its_text_takes_few_bytes():
    made_up = Path(__file__).parents[1] / "benchmarks" / "made_up.py"
    table = tabulate(runpy.run_path(str(made_up))["incidents"](4000))
    opening = opening_sections(table, title="x")
    sections = [*opening.values(), *text_sections(table.rows).values()]
    assert sum(map(len, sections)) < 145 * len(table)
