"""The ``geo`` command: a thin skin over the library, and the only package that prints."""

from geo.cli.main import main

__all__ = ["main"]
