"""Building from GeoNames' files, fetched or at hand, and adding layers, by command."""

import gc
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner
from geonames_files import name_line, place_line, write_lines

import geo.gazetteer.build
import geo.gazetteer.opening
from geo.cli import main
from geo.errors import FormatError, ReadError
from geo.gazetteer import Sources, build_gazetteer, open_gazetteer
from geo.gazetteer.entries import Entry, Layer, SourceLayer

# pooch leaves the answers of a failing server to the collector to close
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

REGION = place_line(
    900, "Zangilan", 46.65, 39.09, feature="A.ADM1", admin1="77", names=("Zəngilan",)
)
DISTRICT = place_line(901, "Inner Part", 46.6, 39.1, feature="A.ADM2", admin1="77", admin2="5")
VILLAGE = place_line(
    902, "Xudavar", 46.9, 39.2, admin1="77", admin2="5", names=("Khudavar", "Худавар", "xudavar")
)
BAKU = place_line(1, "Baki", 49.0, 40.0, feature="P.PPLC", names=("Bakou", "GYD"))
LINES = (REGION, DISTRICT, VILLAGE, BAKU)


@pytest.fixture(autouse=True)
def few_shipped(monkeypatch, tmp_path):
    """Let one town stand for the shipped layers, and keep everything in a folder of the test."""
    monkeypatch.setenv("GEO_CACHE", str(tmp_path / "cache"))
    baku = Entry("geonames:1", "Baku", 49.9, 40.4, "P", "PPLC", "AZ", population=2_000_000)
    layers = geo.gazetteer.opening._shipped_layers

    def one_town(areas):
        assert next(iter(layers(areas))).layer.name == "curated"
        yield SourceLayer(Layer("towns", "tests", "1", "CC0-1.0"), lambda: [baku], 1)

    monkeypatch.setattr(geo.gazetteer.opening, "_shipped_layers", one_town)


@pytest.fixture
def server():
    """Serve files by their paths on this machine; hang, cut off or refuse where told."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            served.asked.append(self.path)
            body = served.files.get(self.path)
            if body == "hang":
                released.wait(20)
                return
            self.send_response(200 if body is not None else 404)
            body = body or b""
            self.send_header("Content-Length", str(len(body) + served.missing))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    released = threading.Event()
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.files, served.asked, served.missing = {}, [], 0
    served.url = f"http://127.0.0.1:{served.server_port}"
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield served
    released.set()
    served.shutdown()
    served.server_close()
    thread.join()
    gc.collect()


def run(*arguments):
    return CliRunner().invoke(main, ["gazetteer", *map(str, arguments)])


def names_of(name):
    return [candidate.place.id for candidate in open_gazetteer().candidates(name)]


@pytest.mark.parametrize("suffix", [".zip", ".txt"])
def test_every_command_uses_what_was_built(tmp_path, suffix):
    path = write_lines(tmp_path / f"AZ{suffix}", *LINES)
    done = run("build", "--geonames", path)
    assert done.exit_code == 0, done.output
    assert f"GeoNames: {path} (CC-BY-4.0)" in done.output
    found = CliRunner().invoke(main, ["lookup", "Худавар"])
    assert "geonames:902" in found.output
    assert "Inner Part, Zangilan" in found.output
    assert "geonames" in run("info").output


def test_the_shipped_place_keeps_its_id_and_takes_the_names(tmp_path):
    build_gazetteer(Sources((str(write_lines(tmp_path / "AZ.txt", *LINES)),)))
    opened = open_gazetteer()
    assert (opened.place("geonames:1").name, opened.place("geonames:1").lon) == ("Baku", 49.9)
    assert names_of("Bakou") == names_of("Baku") == ["geonames:1"]
    assert opened.candidates("GYD")[0].kind == "abbreviation"
    assert len(opened) == 4


def test_alternate_names_come_from_their_own_file_if_it_is_given(tmp_path):
    places = write_lines(tmp_path / "AZ.zip", *LINES)
    alternates = write_lines(
        tmp_path / "alternateNamesV2.zip",
        name_line(1, 902, "fa", "خداور"),
        name_line(2, 902, "link", "https://example.org/Xudavar"),
        name_line(3, 902, "post", "AZ1234"),
        name_line(4, 902, "iata", "XDV"),
        name_line(5, 902, "ru", "Старый Худавар", historic="1"),
        name_line(6, 902, "", "Leninavar", since="1930", until="1991"),
        name_line(7, 12345, "en", "Elsewhere"),
        name_line(8, 1, "en", "City of Winds", preferred="1", colloquial="1"),
    )
    build_gazetteer(Sources((str(places),), (str(alternates),)))
    opened = open_gazetteer()
    kinds = {
        name: opened.candidates(name)[0].kind for name in ("خداور", "Leninavar", "Старый Худавар")
    }
    assert kinds == {
        "خداور": "alternate",
        "Leninavar": "historical",
        "Старый Худавар": "historical",
    }
    assert names_of("City of Winds") == ["geonames:1"]
    absent = ("https://example.org/Xudavar", "AZ1234", "XDV", "Elsewhere", "Khudavar")
    assert not [name for name in absent if name in opened]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("1\tonly three\tcolumns", "has 3 columns"),
        (place_line("x", "A", 1, 2), "is no place"),
        (place_line(-5, "A", 1, 2), "is no place"),
        (place_line(5, "", 1, 2), "is no place"),
        (place_line(5, "A", "nan", 2), "is no place"),
        (place_line(5, "A", 181, 2), "not on the globe"),
        (place_line(5, "A", 1, 2, population="many"), "is no place"),
    ],
)
def test_a_bad_line_is_told_and_left_out(tmp_path, line, what):
    done = run("build", "--geonames", write_lines(tmp_path / "AZ.txt", REGION, line, VILLAGE))
    assert done.exit_code == 1
    assert "AZ.txt:2" in done.output
    assert what in done.output
    assert names_of("Xudavar") == ["geonames:902"]


def test_a_line_that_is_no_utf8_is_told_and_left_out(tmp_path):
    path = tmp_path / "AZ.txt"
    path.write_bytes(b"\xff\xfe\n" + VILLAGE.encode() + b"\r\n")
    done = run("build", "--geonames", path)
    assert done.exit_code == 1
    assert "AZ.txt:1: is not UTF-8" in done.output
    assert names_of("Xudavar") == ["geonames:902"]


def test_a_file_of_another_format_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(geo.gazetteer.build, "_MOST_BAD", 5)
    path = write_lines(tmp_path / "other.txt", *["a,b,c"] * 50)
    with pytest.raises(FormatError, match=r"other.txt.*nothing was built"):
        build_gazetteer(Sources((str(path),)), on_error=lambda _: None)


def test_a_broken_file_leaves_all_as_it_was(tmp_path):
    good = write_lines(tmp_path / "AZ.zip", *LINES)
    build_gazetteer(Sources((str(good),)))
    for number, content in enumerate((good.read_bytes()[:-40], b"no zip", b"")):
        broken = tmp_path / f"broken{number}.zip"
        broken.write_bytes(content)
        done = run("build", "--geonames", broken)
        assert done.exit_code == 1
        assert "is no whole zip file" in done.output
    damaged = bytearray(good.read_bytes())
    at = damaged.find(b"AZ.txt") + 20
    damaged[at : at + 30] = bytes(30)
    broken.write_bytes(damaged)
    assert run("build", "--geonames", broken).exit_code == 1
    assert names_of("Xudavar") == ["geonames:902"]
    assert not list((tmp_path / "cache").glob(".compiling*"))


def test_a_file_that_is_gone_is_missed_only_when_all_is_compiled_anew(tmp_path):
    path = write_lines(tmp_path / "AZ.txt", *LINES)
    build_gazetteer(Sources((str(path),)))
    path.unlink()
    assert names_of("Xudavar") == ["geonames:902"]
    layer = tmp_path / "mine.csv"
    layer.write_text("name,lon,lat\nFord,46,39\n")
    done = run("add", layer)
    assert done.exit_code == 1
    assert "put it back, or build or remove the layer geonames" in done.output
    assert run("remove", "geonames").exit_code == 0
    assert names_of("Ford") == ["mine:2"]


def test_countries_are_fetched_and_kept(server, tmp_path):
    for code, line in (
        ("AZ", VILLAGE),
        ("AM", place_line(903, "Goravan", 44.7, 39.9, country="AM")),
    ):
        server.files[f"/{code}.zip"] = write_lines(tmp_path / f"{code}.zip", line).read_bytes()
    asking = ("build", "--base-url", server.url, "--country", "az", "AM")
    assert run(*asking).exit_code == 0
    assert names_of("Xudavar") + names_of("Goravan") == ["geonames:902", "geonames:903"]
    assert run(*asking).exit_code == 0
    assert server.asked == ["/AZ.zip", "/AM.zip"]


def test_a_country_that_is_not_there_is_left_out(server, tmp_path):
    server.files["/AZ.zip"] = write_lines(tmp_path / "AZ.zip", VILLAGE).read_bytes()
    done = run("build", "--base-url", server.url, "--country", "XX", "AZ")
    assert done.exit_code == 1
    assert "/XX.zip: can't be fetched (404" in done.output
    assert names_of("Xudavar") == ["geonames:902"]


def test_a_file_at_an_address_is_fetched(server):
    server.files["/dump/AZ.txt"] = (VILLAGE + "\n").encode()
    assert run("build", "--geonames", f"{server.url}/dump/AZ.txt").exit_code == 0
    assert names_of("Xudavar") == ["geonames:902"]


@pytest.mark.parametrize("fault", ["cut off", "half a zip", "hang", "nobody there"])
def test_a_failing_server_changes_nothing(server, tmp_path, fault):
    whole = write_lines(tmp_path / "AZ.zip", VILLAGE).read_bytes()
    server.files["/AZ.zip"] = {"hang": "hang", "half a zip": whole[: len(whole) // 2]}.get(
        fault, whole
    )
    server.missing = 100 if fault == "cut off" else 0
    url = server.url
    if fault == "nobody there":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{free.getsockname()[1]}"
    done = run("build", "--base-url", url, "--timeout", 0.3, "--country", "AZ")
    assert done.exit_code == 1
    assert "no file of places could be had; nothing was built" in done.output
    assert not list((tmp_path / "cache").rglob("AZ*"))
    assert names_of("Xudavar") == []
    server.missing, server.files["/AZ.zip"] = 0, whole
    assert run("build", "--base-url", server.url, "--country", "AZ").exit_code == 0
    assert names_of("Xudavar") == ["geonames:902"]


def test_nothing_to_build_from_is_said(tmp_path):
    assert "name what to build from" in run("build").output
    assert "no ISO 3166-1" in run("build", "--country", "../x").output
    assert "--country comes before" in run("build", "AZ").output
    with pytest.raises(ReadError, match=r"missing.txt: is no file"):
        build_gazetteer(Sources((str(tmp_path / "missing.txt"),)))


def test_an_added_layer_wins_over_all_until_it_is_removed(tmp_path):
    build_gazetteer(Sources((str(write_lines(tmp_path / "AZ.txt", *LINES)),)))
    layer = tmp_path / "mine.csv"
    layer.write_text("name,lon,lat\nXudavar,1,2\nBad,x,1\nBaku,3,4\n")
    done = run("add", layer)
    assert done.exit_code == 1
    assert "mine.csv:3" in done.output
    assert names_of("Xudavar") == ["mine:2", "geonames:902"]
    assert names_of("Baku")[0] == "mine:4"
    assert "mine" in run("info").output
    assert run("remove", "mine").exit_code == 0
    assert names_of("Xudavar") == ["geonames:902"]
    assert "is not the name of one added layer" in run("remove", "mine").output


def test_a_layer_that_is_no_layer_is_left_out_and_the_others_are_added(tmp_path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.xlsx"
    good.write_text("name,lon,lat\nFord,46,39\n")
    bad.write_text("")
    done = run("add", bad, good)
    assert done.exit_code == 1
    assert "bad.xlsx" in done.output
    assert names_of("Ford") == ["good:2"]
