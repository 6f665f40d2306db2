"""Ask an online geocoder for names that no gazetteer here has; only when the user says so.

Any service of geopy, behind the gazetteer protocol. A name is asked for once and
kept on disk for ever, with where it came from; requests wait as the service's terms
ask, over all processes; a service that fails is left alone for the rest of the run.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service
from platformdirs import user_cache_path

from geo.errors import GeocoderError
from geo.model import Candidate, Place, Provenance
from geo.text import normalize_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.model import Span
    from geo.protocols import Gazetteer

_LOGGER = logging.getLogger(__name__)

PRIOR = 0.3
"""Below what any confident offline answer has: a geocoder answers to nearly every string."""

_ASKED = 5
_DELAY_S = {"nominatim": 1.1, "photon": 1.1, "geonames": 1.1}
_DELAY_OF_OTHERS_S = 1.1
_CLASSES = {"place": "P", "boundary": "A", "natural": "T", "waterway": "H", "water": "H"}
_FAILURES = (GeopyError, OSError, ValueError, TypeError, KeyError, AttributeError)


def _default_cache() -> Path:
    folder = user_cache_path("conflict-incident-mapper", ensure_exists=True)
    return Path(folder) / "geocoded.sqlite"


@dataclass
class OnlineGazetteer:
    """A gazetteer that asks a geocoder where *offline* has no candidate.

    Parameters
    ----------
    offline : Gazetteer
        Answers whatever it can; the service is asked only for the rest.
    service : str
        A service of geopy: ``"nominatim"``, ``"photon"``, ``"geonames"``, ``"arcgis"`` ...
    options : tuple of (str, str)
        What geopy's class of that service takes, as ``("domain", "localhost:8080")``.
    cache : Path, optional
        The SQLite file that keeps answers; in the user's cache by default.

    Raises
    ------
    GeocoderError
        If geopy has no such service, or it does not take the options.
    """

    offline: Gazetteer
    service: str
    options: tuple[tuple[str, str], ...] = ()
    cache: Path = field(default_factory=_default_cache)
    _failed: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Refuse at once what could never be asked."""
        _ = self._geocode

    def __getstate__(self) -> dict[str, Any]:
        """Pickle without the connection, which each process makes anew."""
        return {name: value for name, value in vars(self).items() if name != "_geocode"}

    def scan(self, text: str) -> list[Span]:
        """Return what *offline* finds: a geocoder can't say which words are names."""
        return self.offline.scan(text)

    def place(self, place_id: str) -> Place | None:
        """Return the place of that id, if it is an offline one."""
        return self.offline.place(place_id)

    def near(self, name: str) -> Sequence[Candidate]:
        """Return the offline places spelled nearly so."""
        return self.offline.near(name)

    def candidates(self, name: str) -> Sequence[Candidate]:
        """Return the offline candidates, or if there are none the geocoder's."""
        known = self.offline.candidates(name)
        # A part of the name ("Sussex" of "University of Sussex") is not the place that is named.
        if known and known[0].kind != "part":
            return known
        return self._online(name) or known

    def _online(self, name: str) -> tuple[Candidate, ...]:
        key = normalize_name(name)
        if not key or self._failed:
            return ()
        try:
            found = self._kept_or_asked(key, name)
            return tuple(
                Candidate(_to_place(self.service, item), "online", PRIOR) for item in found
            )
        except _FAILURES as error:
            self._failed = True
            problem = GeocoderError(self.service, f"failed: {error}", "going on offline")
            _LOGGER.warning("%s", problem)
            return ()

    def _kept_or_asked(self, key: str, name: str) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.cache, timeout=600, isolation_level=None)) as kept:
            kept.execute(
                "CREATE TABLE IF NOT EXISTS answers"
                " (service TEXT, name TEXT, found TEXT, asked REAL, PRIMARY KEY (service, name))"
            )
            # The lock is held while asking: two processes never ask at once, nor twice.
            kept.execute("BEGIN IMMEDIATE")
            row = kept.execute(
                "SELECT found FROM answers WHERE service = ? AND name = ?", (self.service, key)
            ).fetchone()
            if row is None:
                self._wait(kept)
                row = (json.dumps(self._ask(name), ensure_ascii=False),)
                kept.execute(
                    "INSERT INTO answers VALUES (?, ?, ?, ?)",
                    (self.service, key, row[0], time.time()),
                )
            kept.execute("COMMIT")
        found: list[dict[str, Any]] = json.loads(row[0])
        return found

    def _wait(self, kept: sqlite3.Connection) -> None:
        (last,) = kept.execute(
            "SELECT max(asked) FROM answers WHERE service = ?", (self.service,)
        ).fetchone()
        wait = (last or 0) + _delay(self.service) - time.time()
        if 0 < wait <= _delay(self.service):
            time.sleep(wait)

    def _ask(self, name: str) -> list[dict[str, Any]]:
        answers = self._geocode(name, exactly_one=False) or []
        return [_plain(answer) for answer in answers[:_ASKED]]

    @cached_property
    def _geocode(self) -> Callable[..., Any]:
        options: dict[str, Any] = dict(self.options)
        options.setdefault("user_agent", f"conflict-incident-mapper/{_version()}")
        options.setdefault("timeout", "10")
        options["timeout"] = float(options["timeout"])
        try:
            geocoder = get_geocoder_for_service(self.service)(**options)
        except (GeopyError, TypeError, ValueError) as error:
            hint = "name a geocoder of geopy and the options that it takes"
            raise GeocoderError(self.service, f"can't be used: {error}", hint) from error
        asking: Callable[..., Any] = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=_delay(self.service),
            max_retries=0,
            swallow_exceptions=False,
        )
        return asking


def _plain(answer: Any) -> dict[str, Any]:
    raw = answer.raw
    properties = raw.get("properties", raw)
    address = str(answer.address)
    return {
        "name": str(properties.get("name") or address.partition(",")[0]),
        "address": address,
        "lon": float(answer.longitude),
        "lat": float(answer.latitude),
        "key": _key(properties, address),
        "class": _feature_class(properties),
        "country": _country(properties),
    }


def _key(properties: Mapping[str, Any], address: str) -> str:
    number = properties.get("osm_id") or properties.get("geonameId")
    kind = str(properties.get("osm_type", ""))[:1].lower()
    return f"{kind}{number}" if number else normalize_name(address).replace(" ", "-")


def _feature_class(properties: Mapping[str, Any]) -> str:
    named = properties.get("class") or properties.get("category") or properties.get("osm_key")
    return str(properties.get("fcl") or _CLASSES.get(str(named), "S"))


def _country(properties: Mapping[str, Any]) -> str | None:
    address = properties.get("address")
    inner = address if isinstance(address, dict) else {}
    code = (
        properties.get("countrycode")
        or properties.get("countryCode")
        or inner.get("country_code")
        or ""
    )
    return str(code).upper() or None


def _to_place(service: str, item: Mapping[str, Any]) -> Place:
    return Place(
        id=f"{service}:{item['key']}",
        name=item["name"],
        lon=item["lon"],
        lat=item["lat"],
        feature_class=item["class"],
        country=item["country"],
        path=tuple(reversed([part.strip() for part in item["address"].split(",")])),
        provenance=Provenance(f"{service}: {item['address']}", method="geopy"),
    )


def _delay(service: str) -> float:
    return _DELAY_S.get(service, _DELAY_OF_OTHERS_S)


def _version() -> str:
    return version("conflict-incident-mapper")
