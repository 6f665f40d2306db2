"""Scores against labelled corpora."""
