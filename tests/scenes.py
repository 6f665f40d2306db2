"""Scenes for tests of extraction: sentences whose countries, peoples and capitals are resolved."""

import re

from geo.extract.scene import Scene, Trigger, Voice
from geo.model import (
    Article,
    EventType,
    Location,
    Place,
    Source,
    Span,
    TimeExpression,
    Toponym,
    Use,
)

COUNTRIES = {
    "Armenia": "AM", "Azerbaijan": "AZ", "Colombia": "CO", "Congo": "CD", "El Salvador": "SV",
    "Ethiopia": "ET", "Georgia": "GE", "India": "IN", "Iran": "IR", "Iraq": "IQ", "Israel": "IL",
    "Lebanon": "LB", "Mali": "ML", "Myanmar": "MM", "Nigeria": "NG", "Pakistan": "PK", "Peru": "PE",
    "Russia": "RU", "Rwanda": "RW", "Serbia": "RS", "Sudan": "SD", "Syria": "SY", "Turkey": "TR",
    "Ukraine": "UA", "Yemen": "YE", "Nicaragua": "NI", "Kosovo": "XK", "Sri Lanka": "LK",
}  # fmt: skip
PEOPLES = {
    "Armenian": "Armenia", "Azerbaijani": "Azerbaijan", "Colombian": "Colombia",
    "Ethiopian": "Ethiopia", "Georgian": "Georgia", "Indian": "India", "Iranian": "Iran",
    "Iraqi": "Iraq", "Israeli": "Israel", "Lebanese": "Lebanon", "Malian": "Mali",
    "Nigerian": "Nigeria", "Pakistani": "Pakistan", "Peruvian": "Peru", "Russian": "Russia",
    "Rwandan": "Rwanda", "Salvadoran": "El Salvador", "Serbian": "Serbia", "Sudanese": "Sudan",
    "Syrian": "Syria", "Turkish": "Turkey", "Ukrainian": "Ukraine", "Yemeni": "Yemen",
    "Armenians": "Armenia", "Russians": "Russia", "Nicaraguan": "Nicaragua",
}  # fmt: skip
CAPITALS = {
    "Ankara": "Turkey", "Baku": "Azerbaijan", "Kyiv": "Ukraine", "Moscow": "Russia",
    "Tehran": "Iran", "Yerevan": "Armenia", "Islamabad": "Pakistan", "Kigali": "Rwanda",
}  # fmt: skip
_NAMES = sorted([*COUNTRIES, *PEOPLES, *CAPITALS], key=len, reverse=True)
_NAME = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b", re.IGNORECASE)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_TIME = re.compile(
    rf"\b(?:(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|last (?:year|week|month|night)"
    r"|this (?:morning|week)|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def scene_of(text):
    """Return the scene of *text*, with the names above resolved and plain dates marked."""
    times = [TimeExpression(m.group(), *m.span(), "DATE", "X") for m in _TIME.finditer(text)]
    locations = [_location(match) for match in _NAME.finditer(text)]
    return Scene.of(Article(Source("t"), text), locations, times)


def trigger_of(scene, phrase, voice=Voice.ACTIVE, *, acled="Attack", plover="ASSAULT"):
    """Return the trigger at the first *phrase* of the text, whatever its case."""
    match = re.search(rf"\b{re.escape(phrase)}\b", scene.text, re.IGNORECASE)
    return Trigger(Span(*match.span()), EventType(acled, plover), Voice(voice))


def _location(match):
    name = match.group().title()
    if name in PEOPLES:
        country, use = PEOPLES[name], Use.DEMONYM
    elif name in CAPITALS:
        country, use = CAPITALS[name], Use.METONYM
    else:
        country, use = name, Use.LITERAL
    code = "PPLC" if use is Use.METONYM else "PCLI"
    place = Place(
        f"t:{name}",
        name if use is Use.METONYM else country,
        0,
        0,
        "P" if use is Use.METONYM else "A",
        code,
        COUNTRIES[country],
        path=(country,),
    )
    return Location(Toponym(match.group(), *match.span(), use), place, 1.0)
