"""Frames of incidents for the tests of the map."""

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import Point

from geo.draw.table import arranged, described
from geo.frames import to_frame
from geo.records import record_to_incident

KHUDAFERIN = (46.95, 39.15)
ZANGILAN = (46.65, 39.08)
GANJA = (46.36, 40.68)


def place(name, lon, lat, *, code="PPL", country="AZ"):
    return {
        "id": f"curated:{name.lower()}",
        "name": name,
        "lon": lon,
        "lat": lat,
        "feature_class": code[0],
        "feature_code": code,
        "country": country,
        "admin1": None,
        "population": None,
    }


def setting(where, precision, relation="at", *, role=None, radius=5.0):
    record = {
        "place": where,
        "toponym": None,
        "relation": relation,
        "precision": precision,
        "radius_km": radius if where else None,
        "path": [where["name"]] if where else [],
    }
    return {**record, "role": role} if role else record


def when(earliest, latest, form="exact", granularity="day"):
    return {"earliest": earliest, "latest": latest, "form": form, "granularity": granularity}


def count(best=None):
    return {"low": None, "best": best, "high": None}


def claim(summary, date, location, **given):
    return {
        "article_id": "a1",
        "title": given.get("title", "A day on the river"),
        "url": given.get("url", "https://example.org/river"),
        "publisher": given.get("publisher", "example"),
        "language": "en",
        "published": "2021-10-10",
        "claim_id": given.get("claim_id", "c1"),
        "event_type": given.get("event_type", "Armed clash"),
        "acled": given.get("event_type", "Armed clash"),
        "plover": None,
        "summary": summary,
        "quote": {"start": 0, "stop": 5},
        "trigger": {"start": 0, "stop": 5},
        "date": {**date, "inferred": given.get("inferred", []), "span": None},
        "location": location,
        "other_locations": [],
        "actors": [],
        "casualties": {"killed": count(), "wounded": count(), "text": None},
        "claimant": {"name": given.get("claimant", "Bahram Batyev"), "span": None},
        "stance": given.get("stance", "claimed"),
        "modality": "happened",
        "score": 0.9,
        "words": given.get("words", summary),
        "before": "It was said that",
        "after": "before nightfall.",
    }


def incident(number, summary, date, location, **given):
    event_type = given.get("event_type", "Armed clash")
    record = {
        "schema": 1,
        "incident_id": f"i{number}",
        "event_type": event_type,
        "acled": event_type if event_type[1:2].islower() else None,
        "plover": None if event_type[1:2].islower() else event_type,
        "summary": summary,
        "date": date,
        "location": location,
        "other_locations": given.get("others", []),
        "actors": [
            {
                "name": given.get("actor", "Azerbaijani forces"),
                "role": "actor",
                "kind": "state forces",
                "country": "AZ",
                "span": None,
            }
        ],
        "casualties": {"killed": count(given.get("killed")), "wounded": count(), "text": None},
        "status": given.get("status", "reported"),
        "disagreements": given.get("disagreements", []),
        "claims": given.get("claims") or [claim(summary, date, location, event_type=event_type)],
    }
    return record_to_incident(record)


def border_incidents():
    """Return six incidents: three pinned, an exchange, a country, and one without a date."""
    return [*pinned_incidents(), *incidents_of_states()]


def pinned_incidents():
    village = place("Khudaferin", *KHUDAFERIN)
    day = when("2020-10-18", "2020-10-18")
    return [
        incident(1, "Forces take the village of Khudaferin", day, setting(village, 1)),
        incident(
            2,
            "They advance towards Zangilan",
            day,
            setting(place("Zangilan", *ZANGILAN), 2, "toward", radius=15.0),
            status="disputed",
            disagreements=["The other side says that the town never fell."],
            killed=12,
        ),
        incident(
            3,
            "Missile hits Ganja at night",
            when("2020-10-17", "2020-10-17"),
            setting(place("Gəncə", *GANJA), 1),
            event_type="Shelling/artillery/missile attack",
            status="corroborated",
            killed=13,
        ),
    ]


def incidents_of_states():
    iran = place("Iran", 53.0, 32.0, code="PCLI", country="IR")
    azerbaijan = place("Azerbaijan", 47.5, 40.5, code="PCLI")
    nowhere = setting(None, 7, "between")
    sides = [setting(side, 6, "between", role="counterpart") for side in (azerbaijan, iran)]
    return [
        incident(
            4,
            "The president asks for support",
            when("1993-01-01", "1993-12-31", granularity="year"),
            nowhere,
            event_type="REQUEST",
            others=sides,
            actor="Azerbaijan",
        ),
        incident(
            5,
            "The council keeps out of the war",
            when("1993-01-01", None, "on_or_after", "year"),
            setting(iran, 6, "in", radius=None),
            event_type="REJECT",
            actor="Iran",
        ),
        incident(
            6,
            "The leader warns of a presence",
            when(None, None, "unknown", None),
            setting(None, None, "none"),
            event_type="THREATEN",
            status="alleged",
            actor="Iran",
        ),
    ]


def tabulate(frame):
    """Return all columns of a map of *frame*."""
    return described(arranged(frame))


def border_frame():
    return to_frame(border_incidents())


def many(rows, seed=1):
    """Return *rows* dated points with a sentence each, as somebody else's table has them."""
    chance = np.random.default_rng(seed)
    days = pd.Timestamp("2010-01-01") + pd.to_timedelta(chance.integers(0, 5000, rows), unit="D")
    frame = pd.DataFrame(
        {
            "event_id_cnty": [f"AZE{number}" for number in range(rows)],
            "event_date": days.strftime("%Y-%m-%d"),
            "sub_event_type": chance.choice(["Armed clash", "Peaceful protest", "Attack"], rows),
            "actor1": chance.choice(["Army", "Rebels", "Crowd"], rows),
            "location": chance.choice(["Agdam", "Fuzuli", "Lachin"], rows),
            "notes": [f"Report number {number} of the day" for number in range(rows)],
            "fatalities": chance.integers(0, 4, rows),
        }
    )
    lon, lat = chance.uniform(44, 50, rows), chance.uniform(38, 42, rows)
    points = [Point(x, y) for x, y in zip(lon, lat, strict=True)]
    return gpd.GeoDataFrame(frame, geometry=points, crs=4326)
