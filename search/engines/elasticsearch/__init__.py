"""Elasticsearch 8 beside the database: typos, passages and four languages' analysis, for many cases."""

from search.engines.elasticsearch.engine import Elasticsearch

__all__ = ["Elasticsearch"]
