"""Records: what is written can be read back, and says just what the contract says."""

import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from strategies import incidents, readings

from geo.errors import FormatError
from geo.export import incident_line, reading_line
from geo.records import (
    incident_to_record,
    reading_to_record,
    record_to_incident,
    record_to_reading,
)

READING_KEYS = (
    "schema article_id title url publisher language published text toponyms dates claims".split()
)
CLAIM_KEYS = """claim_id event_type acled plover summary quote trigger date location other_locations
    actors casualties claimant stance modality score""".split()
PLACE_KEYS = "id name lon lat feature_class feature_code country admin1 population".split()

quickly = hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@quickly
@given(readings())
def test_a_reading_survives_its_line(reading):
    again = record_to_reading(json.loads(reading_line(reading)))
    assert reading_to_record(again) == reading_to_record(reading)
    assert again.claims == reading.claims
    assert again.article == reading.article


@quickly
@given(incidents)
def test_an_incident_survives_its_line(incident):
    assert record_to_incident(json.loads(incident_line(incident))) == incident


@quickly
@given(readings())
def test_keys_are_those_of_the_contract_and_always_there(reading):
    record = reading_to_record(reading)
    assert list(record) == READING_KEYS
    assert [list(claim) for claim in record["claims"]] == [CLAIM_KEYS] * len(record["claims"])
    places = [item["place"] for item in record["toponyms"] if item["place"]]
    assert [list(place) for place in places] == [PLACE_KEYS] * len(places)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"schema": 2}, "schema 2, expected 1"),
        ({"claims": None}, "not an annotation"),
        ({"toponyms": [{}]}, "KeyError"),
    ],
    ids=["schema", "claims", "toponyms"],
)
def test_a_record_that_breaks_the_contract_is_refused(change, says):
    record = {**dict.fromkeys(READING_KEYS), "schema": 1, "article_id": "a", "text": ""}
    record.update({"toponyms": [], "dates": [], "claims": [], **change})
    with pytest.raises(FormatError, match=says):
        record_to_reading(record)


def test_an_incident_of_another_schema_is_refused():
    with pytest.raises(FormatError, match="expected 1"):
        record_to_incident({"schema": 7, "incident_id": "x"})


@quickly
@given(incidents)
def test_an_incident_names_its_claims_and_their_articles(incident):
    record = incident_to_record(incident)
    named = [(claim["article_id"], claim["claim_id"]) for claim in record["claims"]]
    assert named == [(claim.article_id, claim.claim_id) for claim in incident.claims]
