"""The same borders through the eyes of different parties."""

import json

import numpy as np
import pytest

from geo import borders
from geo.borders import data, features, timeline, views
from geo.borders.territory import territory
from geo.errors import BordersError

UKRAINE = (30.0, 44.0, 41.0, 53.0)
KASHMIR = (72.0, 32.0, 80.0, 37.0)


def named(frame, name):
    return frame[frame.name == name]


def test_claimed_ground_is_the_claimants_own_in_its_view_alone():
    usual = named(borders.borders_on("2023-01-01", UKRAINE), "Crimea").iloc[0]
    assert (usual.holder_de_jure, usual.holder_de_facto) == ("UKR", "RUS")
    theirs = borders.borders_on("2023-01-01", UKRAINE, according_to="RUS")
    assert named(theirs, "Crimea").iloc[0].kind == "state"
    held = named(theirs, "Donetsk, Luhansk, Zaporizhzhia and Kherson regions")
    assert set(held.holder_de_jure + " " + held.holder_de_facto) >= {"RUS UKR"}
    assert set(held.according_to) == {"RUS"}


def test_a_claim_is_a_line_that_says_whose_it_is():
    frame = borders.borders_on("2023-01-01", UKRAINE)
    claimed = frame[frame.kind == "claimed"]
    assert "RUS" in set(claimed.according_to)
    assert not (borders.borders_on("2022-09-29", UKRAINE).name == claimed.name.iloc[-1]).any()


def test_lines_that_others_claim_are_left_out_of_a_view():
    theirs = borders.borders_on("2023-01-01", UKRAINE, according_to="UKR")
    assert "RUS" not in " ".join(theirs.according_to.dropna())


def test_by_law_there_are_no_lines_of_control():
    frame = borders.borders_on("2023-01-01", UKRAINE, according_to="law")
    assert not {"front line", "line of control", "ceasefire line", "de facto"} & set(frame.kind)
    assert set(frame[frame.kind == "state"].holder_de_jure) >= {"UKR", "RUS"}


def test_a_view_turns_a_line_of_control_into_a_line_inside_the_claimants_ground():
    box = borders.borders_on("2000-01-01", KASHMIR, according_to="IND")
    held = named(box, "Azad Kashmir and Gilgit-Baltistan").iloc[0]
    assert (held.holder_de_jure, held.holder_de_facto) == ("IND", "PAK")
    assert set(named(box, "Line of Control").according_to) == {"IND"}


def test_no_party_is_refused_and_told_how():
    with pytest.raises(BordersError, match="x-artsakh"):
        borders.borders_on("2023-01-01", UKRAINE, according_to="Ruritania")


def test_the_layers_of_a_map_name_the_parties_that_see_its_ground_otherwise():
    layers = borders.dated_layers(UKRAINE, "2023-01-01", "2023-02-01")
    assert layers["views"][:2] == ["fact", "law"]
    assert "RUS" in layers["views"]
    assert "IND" not in layers["views"]
    for feature in layers["features"]:
        assert not {"hidden_in", "only_in"} <= set(feature)
        assert set(feature.get("only_in", [])) <= set(layers["views"]) - {"fact"}
    assert json.loads(json.dumps(layers)) == layers


@pytest.mark.parametrize("view", ["fact", "law", "RUS", "IND", "x-artsakh"])
def test_layers_and_frame_show_the_same_in_every_view(view):
    box, day = (29.0, 38.0, 50.0, 52.0), "2023-01-01"
    layers = borders.dated_layers(box, day, day)
    shown = {
        (each["name"], each["kind"])
        for each in layers["features"]
        if view in each.get("only_in", [view]) and view not in each.get("hidden_in", [])
    }
    if view not in layers["views"]:
        return
    frame = borders.borders_on(day, box, according_to=view)
    frame = frame[frame.kind != "state"]
    assert set(zip(frame.name, frame.kind, strict=True)) == shown


def test_every_claim_has_ground_a_known_claimant_and_a_source():
    for claim in timeline.claims():
        assert territory(claim.territory).any(), claim
        assert claim.claimant in data.states(), claim
        assert claim.source, claim
        assert not claim.valid_to or claim.valid_from < claim.valid_to, claim


def test_a_view_differs_only_where_its_party_claims_something():
    usual, theirs = timeline.timeline(), timeline.timeline("IND")
    changed = np.flatnonzero(theirs.changed_from(usual))
    assert {data.pieces()[piece].country for piece in changed} <= {"IND", "PAK", "CHN"}
    assert set(views.features_of("world", "fact")) >= set(features.areas())
