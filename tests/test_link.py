"""Linking: one happening is one incident, and no claim is ever lost or overruled."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from strategies import claims as any_claims

from geo.link import ClaimLinker
from geo.model import (
    Actor,
    Casualties,
    Claim,
    Claimant,
    Count,
    EventType,
    Form,
    Granularity,
    Interval,
    Modality,
    Place,
    Precision,
    Quote,
    Relation,
    Setting,
    Source,
    Span,
    Stance,
    Status,
)

GANJA = Place("geonames:586523", "Ganja", 46.36, 40.68, "P", "PPLA", "AZ")
BARDA = Place("geonames:147551", "Barda", 47.13, 40.37, "P", "PPL", "AZ")
IRAN = Place("geonames:130758", "Iran", 53.0, 32.0, "A", "PCLI", "IR")
AZERBAIJAN = Place("geonames:587116", "Azerbaijan", 47.5, 40.5, "A", "PCLI", "AZ")
STRIKE = EventType("Shelling/artillery/missile attack", "ASSAULT")
quickly = hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def on(day):
    return Interval(day, day, Form.EXACT, Granularity.DAY)


def at(place, radius_km=5.0):
    return Setting(place, 0, Relation.AT, Precision.EXACT, radius_km)


def strike(article, *, words="A missile hit houses in Ganja", publisher=None, **changes):
    claim = Claim(
        claim_id=f"{article}-claim",
        source=Source(article, publisher=publisher or article, published=date(2020, 10, 18)),
        event_type=STRIKE,
        summary="Missile strike on Ganja",
        quote=Quote(0, len(words), words),
        trigger=Span(2, 9),
        date=on(date(2020, 10, 17)),
        location=at(GANJA),
        actors=(Actor("Armenian forces", country="AM"),),
    )
    return replace(claim, **changes)


def killed(number):
    return Casualties(killed=Count(number, number, number))


def link(*claims):
    return ClaimLinker().link(claims)


def test_two_papers_on_one_strike_are_one_corroborated_incident():
    other = strike("b", words="Rocket strikes residential quarter, 13 dead")
    [incident] = link(strike("a"), other)
    assert incident.status is Status.CORROBORATED
    assert [claim.article_id for claim in incident.claims] == ["a", "b"]


def test_a_reprint_is_no_second_voice():
    [incident] = link(strike("a"), strike("b"))
    assert incident.status is Status.REPORTED


@pytest.mark.parametrize(
    "changes",
    [
        {"date": on(date(2020, 10, 27))},
        {"location": at(BARDA)},
        {"event_type": EventType("Arrests", "COERCE")},
        {"modality": Modality.THREATENED},
    ],
    ids=["another day", "another town", "another kind", "a threat"],
)
def test_what_differs_in_kind_place_or_day_stays_apart(changes):
    assert len(link(strike("a"), strike("b", **changes))) == 2


def test_contradicting_numbers_make_it_disputed_and_both_are_named():
    [incident] = link(
        strike("a", casualties=killed(12)),
        strike("b", words="Rocket hits homes", casualties=killed(25)),
    )
    assert incident.status is Status.DISPUTED
    assert incident.disagreements == ("killed: 12 (a) against 25 (b)",)
    assert incident.casualties.killed == Count(12, 25, 25)


def test_a_denial_makes_it_disputed():
    denial = strike(
        "b",
        words="Armenia denied any strike on Ganja",
        stance=Stance.DENIED,
        claimant=Claimant("Armenia"),
        modality=Modality.NEGATED,
    )
    [incident] = link(strike("a"), denial)
    assert incident.status is Status.DISPUTED
    assert "denied by Armenia" in incident.disagreements


def test_what_is_only_alleged_stays_alleged():
    [incident] = link(strike("a", stance=Stance.ALLEGED, claimant=Claimant("A commentator")))
    assert incident.status is Status.ALLEGED


def test_the_sharpest_date_and_place_win_and_the_rest_is_kept():
    vague = strike(
        "a",
        date=Interval(date(2020, 10, 1), date(2020, 10, 31), Form.EXACT, Granularity.MONTH),
        location=Setting(GANJA, 0, Relation.NEAR, Precision.NEAR, 25.0),
    )
    [incident] = link(vague, strike("b", words="Rocket hits homes in Ganja"))
    assert incident.date == on(date(2020, 10, 17))
    assert incident.location == at(GANJA)
    assert len(incident.claims) == 2


def test_a_chain_of_overlaps_does_not_become_one_incident():
    days = [date(2020, 10, day) for day in (10, 12, 14)]
    chain = [
        strike(name, words=f"Strike number {name}", date=Interval(first, last, Form.RANGE))
        for name, first, last in (
            ("a", days[0], days[1]),
            ("b", *days[1:]),
            ("c", days[2], days[2]),
        )
    ]
    assert all(
        claim.date.earliest <= other.date.latest
        for incident in link(*chain)
        for claim in incident.claims
        for other in incident.claims
    )


def test_exchanges_between_other_states_stay_apart():
    def plea(article, *states):
        between = tuple(
            Setting(state, relation=Relation.BETWEEN, role="counterpart") for state in states
        )
        return strike(
            article,
            event_type=EventType(None, "REQUEST"),
            location=Setting(relation=Relation.BETWEEN),
            other_locations=between,
        )

    assert len(link(plea("a", IRAN, AZERBAIJAN), plea("b", AZERBAIJAN, IRAN))) == 1
    assert len(link(plea("a", IRAN, AZERBAIJAN), plea("b", IRAN, GANJA))) == 2


@quickly
@given(st.lists(any_claims(), max_size=6), st.randoms(use_true_random=False))
def test_every_claim_is_in_one_incident_whatever_the_order(found, random):
    incidents = ClaimLinker().link(found)
    kept = [claim for incident in incidents for claim in incident.claims]
    assert {(c.article_id, c.claim_id) for c in kept} == {(c.article_id, c.claim_id) for c in found}
    assert len(kept) == len({(c.article_id, c.claim_id) for c in found})
    assert len({incident.incident_id for incident in incidents}) == len(incidents)
    if len(kept) == len(found):
        shuffled = list(found)
        random.shuffle(shuffled)
        assert ClaimLinker().link(shuffled) == incidents


def test_an_incident_keeps_its_id_when_later_reports_join():
    first = strike("a")
    later = replace(
        strike("b", words="Rocket hits homes"), source=Source("b", published=date(2021, 1, 1))
    )
    assert link(first)[0].incident_id == link(later, first)[0].incident_id


def test_an_undated_denial_in_another_paper_meets_what_it_denies():
    denial = strike(
        "b",
        words="The ministry denied that its forces had attacked Ganja",
        event_type=EventType("Armed clash", "ASSAULT"),
        stance=Stance.DENIED,
        claimant=Claimant("The ministry"),
        date=Interval(),
        modality=Modality.NEGATED,
    )
    [incident] = link(strike("a"), denial)
    assert incident.status is Status.DISPUTED
    assert incident.date == on(date(2020, 10, 17))


def test_at_least_twelve_does_not_contradict_thirteen():
    [incident] = link(
        strike("a", casualties=Casualties(killed=Count(12, 12, None))),
        strike("b", words="Rocket hits homes in the town", casualties=killed(13)),
    )
    assert incident.status is Status.CORROBORATED
    assert incident.disagreements == ()
    assert incident.casualties.killed == Count(12, 13, None)


def test_two_people_quoted_by_one_article_do_not_corroborate_each_other():
    one = strike("a", stance=Stance.CLAIMED, claimant=Claimant("A son"))
    other = replace(one, claim_id="again", claimant=Claimant("A memoir"), trigger=Span(12, 15))
    [incident] = link(one, other)
    assert incident.status is Status.REPORTED


def test_a_denial_at_large_stands_with_what_its_article_denies():
    report = strike("a")
    at_large = strike(
        "a",
        claim_id="a-denial",
        words="A spokeswoman said that no rocket had been launched at Azerbaijan",
        trigger=Span(40, 46),
        claimant=Claimant("A spokeswoman"),
        stance=Stance.CLAIMED,
        modality=Modality.NEGATED,
        location=Setting(AZERBAIJAN, 1, Relation.IN, Precision.COUNTRY, 300.0),
    )
    [incident] = link(report, strike("b", words="Rocket hits homes in the town"), at_large)
    assert incident.status is Status.DISPUTED
    assert incident.disagreements == ("denied by A spokeswoman",)
    assert incident.location == at(GANJA)


def test_what_one_sentence_says_the_same_people_did_besides_is_one_incident():
    attack = strike("a", event_type=EventType("Attack", "ASSAULT"))
    fire = strike(
        "a", claim_id="a-fire", event_type=EventType("Looting/property destruction", "COERCE")
    )
    [incident] = link(attack, fire)
    assert incident.event_type == attack.event_type
    others = (Actor("A crowd"),)
    assert len(link(attack, replace(fire, actors=others))) == 2


def test_a_denial_of_another_deed_does_not_join_what_the_same_article_tells():
    shelling = strike("a", actors=(Actor("Azerbaijani artillery", country="AZ"),))
    denied = strike(
        "a",
        claim_id="a-denied",
        words="Armenia denied that its troops had entered the town",
        trigger=Span(90, 97),
        event_type=EventType("Armed clash", "ASSAULT"),
        stance=Stance.DENIED,
        claimant=Claimant("Armenia"),
    )
    assert len(link(shelling, denied)) == 2


def test_a_late_follow_up_joins_the_incident_of_its_day():
    verdict = replace(
        strike("z", words="Court hears how the missile hit houses in Ganja in October 2020"),
        source=Source("z", publisher="z", published=date(2023, 2, 1)),
    )
    [incident] = link(verdict, strike("a"))
    assert [claim.article_id for claim in incident.claims] == ["a", "z"]


def test_a_report_that_a_thousand_papers_print_is_one_incident_of_one_voice():
    others = [strike(f"other-{number}", location=at(BARDA)) for number in range(3)]
    papers = [strike(f"paper-{number}") for number in range(1000)]
    shelling, elsewhere = link(*papers, *others)
    assert sorted((len(shelling.claims), len(elsewhere.claims))) == [3, 1000]
    assert {shelling.status, elsewhere.status} == {Status.REPORTED}


def test_reprints_are_one_voice_however_many():
    words = "A missile hit houses in Ganja at one o'clock on Saturday morning, officials told us"
    reprinted = [strike(name, words=words + name * 3) for name in "abcd"]
    assert link(*reprinted)[0].status is Status.REPORTED
    other = strike("e", words="Rocket strikes homes")
    assert link(*reprinted, other)[0].status is Status.CORROBORATED


def test_every_number_is_named_once_with_those_who_give_it():
    told = {"a": 12, "b": 25, "c": 25, "d": 40}
    words = ("Missile hits homes", "Rocket strikes quarter", "Blast at night", "Dead counted")
    claims = [
        strike(name, words=text, casualties=killed(number))
        for (name, number), text in zip(told.items(), words, strict=True)
    ]
    [incident] = link(*claims)
    assert incident.disagreements == ("killed: 12 (a) against 25 (b, c) against 40 (d)",)


@st.composite
def many_strikes(draw):
    """Return claims of few articles, days, places and words, so that many are alike."""
    articles = st.sampled_from("abcd")
    words = st.sampled_from(("A missile hit houses", "Rocket strikes homes", "Shells fell"))
    days = st.integers(14, 20).map(lambda day: date(2020, 10, day))
    kinds = st.sampled_from(("Shelling/artillery/missile attack", "Attack", "COERCE"))
    claims = {}
    for number in range(draw(st.integers(0, 12))):
        first, last = sorted((draw(days), draw(days)))
        kind = draw(kinds)
        acled = None if kind == "COERCE" else kind
        claim = strike(
            draw(articles),
            words=draw(words),
            claim_id=str(number),
            trigger=Span(number, number + 1),
            event_type=EventType(acled, "COERCE" if acled is None else "ASSAULT"),
            date=Interval(first, last, Form.RANGE, Granularity.DAY),
            location=at(draw(st.sampled_from((GANJA, BARDA)))),
        )
        claims[claim.article_id, claim.claim_id] = claim
    return list(claims.values())


@quickly
@given(many_strikes(), st.randoms(use_true_random=False))
def test_the_order_of_like_claims_does_not_matter(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert link(*shuffled) == link(*found)


@quickly
@given(st.one_of(st.lists(any_claims(), max_size=8), many_strikes()), st.randoms())
def test_articles_added_one_by_one_give_the_same_incidents_as_all_at_once(found, random):
    articles = {}
    for claim in found:
        articles.setdefault(claim.article_id, {}).setdefault(claim.claim_id, claim)
    names = sorted(articles)
    random.shuffle(names)
    incidents = []
    for name in names:
        incidents = ClaimLinker().update(incidents, articles[name].values())
    assert incidents == link(*(claim for told in articles.values() for claim in told.values()))


def test_a_new_article_leaves_incidents_elsewhere_untouched():
    far = strike("b", location=at(BARDA), words="Shells fell on Barda")
    before = link(strike("a"), far)
    after = ClaimLinker().update(before, [strike("c", words="Rocket hits homes in Ganja")])
    [untouched] = [one for one in before if one.claims[0].article_id == "b"]
    assert any(one is untouched for one in after)
    assert sorted(len(one.claims) for one in after) == [1, 2]
