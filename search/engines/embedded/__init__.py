"""The engine that is always there: an index of words in the database itself, PostgreSQL's or SQLite's."""

from search.engines.embedded.engine import Embedded

__all__ = ["Embedded"]
