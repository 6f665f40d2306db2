"""Find the place names of an article: names of the gazetteer that their context makes places.

The gazetteer proposes every stretch of text that equals a name of a place. Each proposal
collects cues, by itself (`geo.recognize.facts`) and from what stands around it
(`geo.recognize.context`), and is kept where the learned weights of its cues add up in its
favor (`geo.recognize.weigh`). What it does in its sentence is then decided by rules
(`geo.recognize.use`).
"""

from geo.recognize.recognizer import GazetteerRecognizer

__all__ = ["GazetteerRecognizer"]
