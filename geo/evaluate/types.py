"""Score event types against snippets labelled with ACLED-like sub-event types.

A snippet has one label; ours is the weightiest type that its words tell of
(`WEIGHTS`). Three labels stand for what is not mapped (disasters, organized crime): those
are answered where the lexicon knows a word in such a sense.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from geo.errors import FormatError
from geo.extract.scene import Scene
from geo.extract.triggers import find_senses
from geo.model import Article, Source
from geo.recognize import GazetteerRecognizer
from geo.resolve import ContextResolver

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.extract.triggers import Sense
    from geo.protocols import Gazetteer

OTHER = "OTHER"
LABELS: Mapping[str, str] = {
    "Armed clash": "ARMED_CLASH",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Chemical weapon": "CHEM_WEAP",
    "Air/drone strike": "AIR_STRIKE",
    "Suicide bomb": "SUIC_BOMB",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Grenade": "GRENADE",
    "Sexual violence": "SEX_VIOL",
    "Attack": "ATTACK",
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Peaceful protest": "PEACE_PROTEST",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Violent demonstration": "VIOL_DEMONSTR",
    "Mob violence": "MOB_VIOL",
    "Agreement": "AGREEMENT",
    "Arrests": "ARREST",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Disrupted weapons use": "DISR_WEAP",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Other": OTHER,
    "PROTEST": "PEACE_PROTEST",
    "MOBILIZE": "CHANGE_TO_GROUP_ACT",
    "RETREAT": "CHANGE_TO_GROUP_ACT",
    "COERCE": "CHANGE_TO_GROUP_ACT",
    "AID": "DIPLO",
    "ASSAULT": "ATTACK",
    "natural disaster": "NATURAL_DISASTER",
    "accident": "MAN_MADE_DISASTER",
    "crime": "ORG_CRIME",
    "responsibility": "ATTRIB",
    **dict.fromkeys(
        ("AGREE CONSULT SUPPORT CONCEDE COOPERATE REQUEST REJECT THREATEN SANCTION ACCUSE").split(),
        "DIPLO",
    ),
}
"""The corpus's label of each event type, and of each topic that is not mapped."""
WEIGHTS: Mapping[str, float] = {
    "ATTRIB": 9.0,
    "SUIC_BOMB": 8.0,
    "CHEM_WEAP": 8.0,
    "GRENADE": 7.0,
    "SEX_VIOL": 7.0,
    "FORCE_AGAINST_PROTEST": 6.5,
    "HQ_ESTABLISHED": 6.5,
    "AIR_STRIKE": 6.0,
    "NON_VIOL_TERRIT_TRANSFER": 6.0,
    "ABDUCT_DISSAP": 6.0,
    "NON_STATE_ACTOR_OVERTAKES_TER": 5.8,
    "GOV_REGAINS_TERIT": 5.8,
    "PROTEST_WITH_INTER": 5.6,
    "VIOL_DEMONSTR": 5.4,
    "ART_MISS_ATTACK": 5.2,
    "REM_EXPLOS": 5.0,
    "MOB_VIOL": 5.0,
    "AGREEMENT": 5.0,
    "DISR_WEAP": 4.8,
    "PEACE_PROTEST": 4.0,
    "ARMED_CLASH": 3.8,
    "ATTACK": 3.6,
    "NATURAL_DISASTER": 3.4,
    "MAN_MADE_DISASTER": 3.4,
    "PROPERTY_DISTRUCT": 3.2,
    "ORG_CRIME": 3.0,
    "ARREST": 3.0,
    "DIPLO": 2.5,
    "CHANGE_TO_GROUP_ACT": 2.5,
    OTHER: 0.5,
}
"""How much a word of each label counts: rarer and more telling types weigh more."""
_WEAK = 0.4
_LATER = 0.97


def evaluate_types(paths: Iterable[Path], *, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return weighted F1 and the scores by label over all snippets of *paths*.

    Returns
    -------
    dict
        ``texts``, ``accuracy``, ``weighted_f1`` and ``labels``, which holds precision,
        recall, F1 and count of each gold label.

    Raises
    ------
    FormatError
        If a line is no labelled snippet.
    """
    label = Labeler(gazetteer)
    pairs = [(gold, label(text)) for gold, text in _snippets(paths)]
    return _scores(pairs)


class Labeler:
    """Chooses the one label of a snippet."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._recognizer = GazetteerRecognizer(gazetteer)
        self._resolver = ContextResolver(gazetteer)

    def __call__(self, text: str) -> str:
        """Return the label of *text*."""
        article = Article(Source("snippet"), text)
        toponyms = self._recognizer.recognize(article)
        scene = Scene.of(article, self._resolver.resolve(article, toponyms), ())
        votes: Counter[str] = Counter()
        for position, sense in enumerate(find_senses(scene)):
            if label := label_of(sense):
                weight = WEIGHTS[label] * (_WEAK if sense.entry.weak else 1.0)
                votes[label] = max(votes[label], weight * _LATER**position)  # type: ignore[assignment]
        return max(votes, key=lambda label: votes[label], default=OTHER)


def label_of(sense: Sense) -> str | None:
    """Return the label of what a word tells of, or None where the corpus has none."""
    event_type = sense.entry.event_type
    return LABELS.get(event_type.name if event_type else sense.entry.topic)


def _snippets(paths: Iterable[Path]) -> Iterable[tuple[str, str]]:
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                yield row["sub_type"], row["text"]
            except (ValueError, KeyError, TypeError) as error:
                raise FormatError(
                    f"{path}, line {number}", "is no labelled snippet", 'give "text" and "sub_type"'
                ) from error


def _scores(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    gold, ours = Counter(g for g, _ in pairs), Counter(o for _, o in pairs)
    hits = Counter(g for g, o in pairs if g == o)
    labels = {}
    for label in sorted(gold):
        precision = hits[label] / ours[label] if ours[label] else 0.0
        recall = hits[label] / gold[label]
        f1 = 2 * precision * recall / (precision + recall) if hits[label] else 0.0
        labels[label] = {"precision": precision, "recall": recall, "f1": f1, "count": gold[label]}
    total = len(pairs)
    return {
        "texts": total,
        "accuracy": sum(hits.values()) / total if total else 0.0,
        "weighted_f1": sum(row["f1"] * row["count"] for row in labels.values()) / max(total, 1),
        "labels": labels,
    }
