"""Read articles from files, folders and standard input; nothing read is trusted."""

from geo.read.sources import MAX_ARTICLE_BYTES, read_articles

__all__ = ["MAX_ARTICLE_BYTES", "read_articles"]
