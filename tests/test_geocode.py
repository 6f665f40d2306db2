"""The online geocoder: asked once a name, patiently, and never trusted over what we know."""

import json
import pickle
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

import geo.geocode
from geo.errors import GeocoderError
from geo.geocode import PRIOR, OnlineGazetteer
from geo.model import Candidate, Place

KNOWN = Candidate(Place("geonames:1", "Known", 46.0, 39.0, "P"), "name", 0.9)
PART = replace(KNOWN, kind="part")
NOMINATIM = [
    {
        "osm_type": "node",
        "osm_id": 42,
        "lat": "39.15",
        "lon": "46.95",
        "display_name": "Khudaferin, Jabrayil District, Azerbaijan",
        "class": "place",
        "type": "village",
        "address": {"country_code": "az"},
    }
]
PHOTON = {
    "features": [
        {
            "geometry": {"type": "Point", "coordinates": [46.95, 39.15]},
            "properties": {
                "osm_type": "N",
                "osm_id": 42,
                "osm_key": "place",
                "name": "Khudaferin",
                "state": "Jabrayil District",
                "country": "Azerbaijan",
                "countrycode": "AZ",
            },
        }
    ]
}


class Offline:
    """A gazetteer of one place."""

    def scan(self, _):
        return []

    def candidates(self, name):
        return {"Known": (KNOWN,), "Known Bridge": (PART,)}.get(name, ())

    def near(self, name):
        return (KNOWN,) if name == "Knwon" else ()

    def place(self, place_id):
        return KNOWN.place if place_id == KNOWN.place.id else None


@pytest.fixture(autouse=True)
def hurry(monkeypatch):
    monkeypatch.setattr(geo.geocode, "_DELAY_S", {"nominatim": 0.01, "photon": 0.01})


@pytest.fixture
def service():
    """Serve canned answers on this machine; keep what was asked."""
    released = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append(parse_qs(urlsplit(self.path).query)["q"][0])
            if server.answer == "hang":
                released.wait(20)
                return
            server.agents.append(self.headers["User-Agent"])
            body = (
                server.answer
                if isinstance(server.answer, bytes)
                else json.dumps(server.answer).encode()
            )
            self.send_response(server.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.agents, server.answer, server.status = [], [], NOMINATIM, 200
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    released.set()
    server.shutdown()
    server.server_close()
    thread.join()


def online(server, tmp_path, service="nominatim", **options):
    options = {
        "domain": f"127.0.0.1:{server.server_port}",
        "scheme": "http",
        "timeout": "2",
        **options,
    }
    return OnlineGazetteer(Offline(), service, tuple(options.items()), tmp_path / "kept.sqlite")


@pytest.mark.parametrize(("name", "answer"), [("nominatim", NOMINATIM), ("photon", PHOTON)])
def test_an_answer_becomes_a_place_with_its_provenance(service, tmp_path, name, answer):
    service.answer = answer
    [candidate] = online(service, tmp_path, name).candidates("Khudaferin")
    place = candidate.place
    assert (place.lon, place.lat) == (46.95, 39.15)
    assert (place.id, place.name, place.feature_class) == (f"{name}:n42", "Khudaferin", "P")
    assert place.path[0] == "Azerbaijan"
    assert name in place.provenance.source
    assert (candidate.kind, candidate.prior) == ("online", PRIOR)
    assert service.agents[0].startswith("conflict-incident-mapper/")


def test_a_known_name_is_never_asked_for(service, tmp_path):
    assert online(service, tmp_path).candidates("Known") == (KNOWN,)
    assert service.asked == []


def test_a_name_is_asked_for_once_even_by_the_next_process(service, tmp_path):
    first = online(service, tmp_path)
    found = first.candidates("Khudaferin")
    assert first.candidates("KHUDAFERIN") == found
    assert pickle.loads(pickle.dumps(first)).candidates("Khudaferin") == found
    assert online(service, tmp_path).candidates("Khudaferin") == found
    assert service.asked == ["Khudaferin"]


def test_finding_nothing_is_kept_too(service, tmp_path):
    service.answer = []
    for _ in range(2):
        assert online(service, tmp_path).candidates("Nowhere") == ()
    assert service.asked == ["Nowhere"]


@pytest.mark.parametrize(
    "failure",
    [(200, b"<html>not json"), (200, {"error": "quota"}), (429, []), (403, []), (500, [])],
    ids=["garbage", "other shape", "quota", "refused", "broken"],
)
def test_a_failing_service_is_left_alone_with_one_message(service, tmp_path, caplog, failure):
    service.status, service.answer = failure
    gazetteer = online(service, tmp_path)
    assert gazetteer.candidates("One") == ()
    asked = len(service.asked)
    assert gazetteer.candidates("Two") == ()
    assert gazetteer.candidates("Known") == (KNOWN,)
    assert len(service.asked) == asked
    assert len(caplog.records) == 1
    assert "going on offline" in caplog.text


def test_a_service_that_is_not_there_is_a_failure_like_others(service, tmp_path, caplog):
    gazetteer = online(service, tmp_path, domain="127.0.0.1:9")
    assert gazetteer.candidates("One") == ()
    assert "nominatim: failed" in caplog.text


def test_a_service_that_keeps_silent_is_a_failure_like_others(service, tmp_path, caplog):
    service.answer = "hang"
    gazetteer = online(service, tmp_path, timeout="0.2")
    assert [gazetteer.candidates(name) for name in ("One", "Two")] == [(), ()]
    assert set(service.asked) == {"One"}
    ours = [record for record in caplog.records if record.name == "geo.geocode"]
    assert len(ours) == 1


def test_a_failure_is_not_kept_as_an_answer(service, tmp_path):
    service.status = 500
    assert online(service, tmp_path).candidates("Khudaferin") == ()
    service.status = 200
    assert online(service, tmp_path).candidates("Khudaferin")[0].place.id == "nominatim:n42"


def test_requests_wait_for_each_other_over_all_processes(service, tmp_path, monkeypatch):
    monkeypatch.setattr(geo.geocode, "_DELAY_S", {"nominatim": 5.0})
    waited = []
    monkeypatch.setattr(geo.geocode.time, "sleep", waited.append)
    for name in ("One", "Two"):
        online(service, tmp_path).candidates(name)
    assert service.asked == ["One", "Two"]
    assert len(waited) == 1
    assert 0 < waited[0] <= 5


def test_a_name_known_in_part_is_asked_for_and_else_keeps_its_part(service, tmp_path):
    gazetteer = online(service, tmp_path)
    assert gazetteer.candidates("Known Bridge")[0].kind == "online"
    service.answer = []
    fresh = replace(gazetteer, cache=tmp_path / "fresh.sqlite")
    assert fresh.candidates("Known Bridge") == (PART,)


@pytest.mark.parametrize(
    "answer",
    [[{"lat": "north", "lon": "46"}], [{"lat": 39}], [None], {"features": []}, "text", [[]], 7],
)
def test_answers_of_another_shape_give_nothing(service, tmp_path, answer):
    service.answer = answer
    gazetteer = online(service, tmp_path)
    assert gazetteer.candidates("One") == ()
    assert gazetteer.candidates("Known") == (KNOWN,)


@pytest.mark.filterwarnings("ignore:Latitude normalization")
def test_a_point_off_the_globe_is_no_answer(service, tmp_path):
    service.answer = [NOMINATIM[0] | {"lat": "99", "lon": "46"}]
    assert online(service, tmp_path).candidates("One") == ()


def test_an_unknown_service_is_refused_at_once(tmp_path):
    with pytest.raises(GeocoderError, match=r"nowhere: can't be used.*name a geocoder of geopy"):
        OnlineGazetteer(Offline(), "nowhere", (), tmp_path / "kept.sqlite")
