"""The command as a person uses it: real files in, real files out, the right exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.cli import main
from geo.cli.console import printable

REPORT = (
    "Shelling reported near Zangilan\n"
    "Azerbaijani forces shelled the village of Khudaferin on 18 October 2020, "
    "killing two people, the mayor said.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(REPORT)
    return tmp_path


def run(*args, stdin=None):
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


def test_help_of_every_command_says_what_it_does():
    for name, command in main.commands.items():
        result = run(name, "--help")
        assert result.exit_code == 0
        assert command.help
        assert result.output.startswith(f"Usage: main {name}")


def test_read_writes_one_line_an_article_with_offsets_that_fit(folder):
    out = folder / "out.jsonl"
    assert run("read", folder / "articles", "-o", out).exit_code == 0
    [record] = map(json.loads, out.read_text().splitlines())
    assert "Khudaferin" in [item["name"] for item in record["toponyms"]]
    for item in record["toponyms"] + record["dates"]:
        assert record["text"][item["start"] : item["stop"]] == item["name"]
    assert not Path(f"{out}.part").exists()


def test_standard_input_to_standard_output():
    result = run("read", "-", stdin=REPORT)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"].startswith("Shelling reported")


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "csv", "jsonl"])
def test_incidents_of_articles_and_of_their_readings_are_the_same(folder, suffix):
    readings = folder / "readings.jsonl"
    run("read", folder / "articles", "-o", readings)
    for source, name in ((folder / "articles", "direct"), (readings, "by-way")):
        result = run("incidents", source, "-o", folder / f"{name}.{suffix}")
        assert result.exit_code == 0, result.output
    direct, by_way = ((folder / f"{name}.{suffix}").read_bytes() for name in ("direct", "by-way"))
    assert direct == by_way


def test_workers_change_nothing(folder):
    (folder / "articles" / "b.txt").write_text(REPORT.replace("two", "three"))
    for workers in (1, 2):
        run("read", folder / "articles", "-o", folder / f"{workers}.jsonl", "--workers", workers)
    assert (folder / "1.jsonl").read_bytes() == (folder / "2.jsonl").read_bytes()


def test_a_map_is_written_where_there_is_a_broken_file_and_the_exit_code_says_so(folder):
    (folder / "articles" / "broken.txt").write_bytes(b"\x89PNG\r\n" + bytes(100))
    out = folder / "maps" / "x.html"
    result = run("map", folder / "articles", "-o", out)
    assert result.exit_code == 1
    assert "broken.txt: is an image, not text" in result.stderr
    assert "1 left out; the rest is done" in result.stderr
    assert out.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("command", "name"), [("map", "x.html"), ("read", "x.jsonl"), ("incidents", "x.geojson")]
)
def test_an_interrupted_run_goes_on_and_ends_as_if_nothing_had_been(tmp_path, command, name):
    reports = [json.dumps({"text": f"{REPORT} Report {number}."}) for number in range(200)]
    (tmp_path / "in.jsonl").write_text("\n".join(reports))
    whole, cut = tmp_path / "whole" / name, tmp_path / "cut" / name
    run(command, tmp_path / "in.jsonl", "-o", whole)

    part = Path(f"{cut}.part")
    arguments = [sys.executable, "-m", "geo", command, tmp_path / "in.jsonl", "-o", cut]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not (part.exists() and part.stat().st_size > 0):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert "interrupted; outputs are as they were before" in process.communicate()[1]
    assert process.returncode == 130
    assert not cut.exists()
    kept = part.read_text()

    again = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert "going on after the" in again.stderr, kept[:300]
    assert cut.read_bytes() == whole.read_bytes()
    assert not part.exists()


@pytest.mark.parametrize("command", ["map", "read", "incidents"])
def test_an_empty_folder_is_an_error_and_writes_nothing(tmp_path, command):
    (tmp_path / "empty").mkdir()
    out = tmp_path / "out.jsonl"
    result = run(command, tmp_path / "empty", "-o", out)
    assert result.exit_code == 1
    assert "holds no article" in result.stderr
    assert not out.exists()


def test_a_day_that_is_none_is_refused_with_an_example(folder):
    result = run("read", folder, "--published", "yesterday")
    assert result.exit_code == 2
    assert "'yesterday' is not a day like 2020-10-18" in result.stderr


def test_an_unknown_suffix_lists_the_known(folder):
    result = run("incidents", folder / "articles", "-o", folder / "x.xls")
    assert result.exit_code == 1
    assert ".geojson, .gpkg" in result.stderr
    assert not list(folder.glob("x.xls*"))  # refused before anything was read


@pytest.mark.parametrize("name", ["Zangilan", "Zəngilan", "Зангелан", "Զանգելան"])
def test_lookup_in_any_script(name):
    result = run("lookup", name)
    assert result.exit_code == 0
    assert "Zangilan" in result.stdout.splitlines()[0]


def test_lookup_of_nothing_suggests_what_is_near():
    result = run("lookup", "Zangilann")
    assert result.exit_code == 1
    assert "did you mean" in result.stderr
    assert "Zangilan" in result.stderr


def test_help_is_quick_to_load_and_works_as_a_program(tmp_path):
    command = [sys.executable, "-m", "geo", "--help"]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "Map the conflict incidents" in result.stdout
    assert "\n  geo read FOLDER -o FILE.jsonl " in result.stdout


def test_a_closed_pipe_is_no_traceback(folder):
    script = f"{sys.executable} -m geo read {folder / 'articles'} -o - | true"
    result = subprocess.run(
        ["/bin/bash", "-c", script], capture_output=True, text=True, check=False, env=os.environ
    )
    assert "Traceback" not in result.stderr


def test_no_article_drives_the_terminal():
    assert printable("\x1b[2Jgone\x07") == "\\x1b[2Jgone\\x07"


def test_reading_nothing_writes_nothing(tmp_path):
    output = tmp_path / "out.jsonl"
    result = run("read", str(tmp_path / "nowhere.txt"), "-o", str(output))
    assert result.exit_code == 1
    assert "nothing could be read" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_day_without_borders_says_why(tmp_path):
    result = run("borders", "--on", "0001-01-01", "-o", tmp_path / "none.geojson")
    assert result.exit_code == 0
    assert "0 borders of 0001-01-01" in result.stderr
    assert "begin in 1945" in result.stderr
