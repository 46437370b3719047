"""How good one engine's answers are: `python -m bench.search.relevance ENGINE`, on the settings' database.

The judged set (README.md) asked of the API. Its last line is the figures as JSON.
"""

import argparse
import json

import django

django.setup()

from django.test import Client  # noqa: E402  after setup

from bench.search import judged  # noqa: E402
from bench.search.judging import Query  # noqa: E402
from bench.search.publishing import publish  # noqa: E402
from publication.models import PublicRecord  # noqa: E402
from search import engines  # noqa: E402


def measured(engine: str) -> dict[str, float]:
    """Mean NDCG@10 over the queries that ranking was tuned on, and over those that are held out."""
    if not PublicRecord.objects.exists():
        publish(judged.publics())
    engines.named(engine).rebuild(lambda _done, _total: None)
    scores = judged.scores(lambda query: answered(query, engine))
    return {name: judged.mean(scores, held_out=name == "held out") for name in ("tuned on", "held out")}


def answered(query: Query, engine: str) -> list[str]:
    asked = {"q": query.text, "locale": query.locale}
    answer = Client(headers={"host": "localhost"}).get("/api/v1/search/", asked).json()
    if answer["engine"] != engine:
        raise RuntimeError(f"{answer['engine']} answered where {engine} was asked.")
    return [card["id"] for card in answer["results"]]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.search.relevance", description=__doc__)
    parser.add_argument("engine")
    print(json.dumps(measured(parser.parse_args().engine)))
