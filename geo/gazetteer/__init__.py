"""The compiled gazetteer: which places a name may mean.

Sources are layers (`geo.gazetteer.curated`, ``countries``, ``towns``, ``geonames``) that
yield entries; ``compile`` writes them to a memory-mapped index; ``index`` answers from it.
"""

from geo.gazetteer.build import Sources, build_gazetteer, remove_layer
from geo.gazetteer.index import CompiledGazetteer
from geo.gazetteer.opening import open_gazetteer
from geo.gazetteer.user import add_layer

__all__ = [
    "CompiledGazetteer",
    "Sources",
    "add_layer",
    "build_gazetteer",
    "open_gazetteer",
    "remove_layer",
]
