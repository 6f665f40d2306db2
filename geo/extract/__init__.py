"""Claims: what an article says happened, when, where, by whom, and who says so."""

from geo.extract.claims import RuleExtractor

__all__ = ["RuleExtractor"]
