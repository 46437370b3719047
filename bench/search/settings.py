"""The demo's, but that a reader waits longer: an answer of the stand-in would measure nothing."""

from sixdegree.settings.dev import *  # noqa: F403

SIXDEGREE_SEARCH_ELASTICSEARCH_SECONDS = 10
