"""How good the answers are: the judged queries asked of the API, over cases public in four languages."""

import pytest
from django.test import TestCase

from bench.search import judged
from bench.search.publishing import publish
from search import documents, engines


class Relevance(TestCase):
    @classmethod
    def setUpTestData(cls):
        publish(judged.publics())

    def scores(self, engine):
        for part in documents.everything(batch=25):
            engines.named(engine).put(part)
        return judged.scores(lambda query: self.answers(query, engine))

    def answers(self, query, engine):
        answer = self.client.get("/api/v1/search/", {"q": query.text, "locale": query.locale}).json()
        assert answer["engine"] == engine
        return [card["id"] for card in answer["results"]]

    def test_donors_find_by_the_embedded_engine(self):
        scores = self.scores("embedded")
        assert judged.mean(scores, held_out=False) >= 0.75, report(scores, held_out=False)
        assert judged.mean(scores, held_out=True) >= 0.75

    @pytest.mark.usefixtures("elasticsearch")
    def test_donors_find_by_elasticsearch_and_with_typing_errors(self):
        scores = self.scores("elasticsearch")
        assert judged.mean(scores, held_out=False) >= 0.9, report(scores, held_out=False)
        assert judged.mean(scores, held_out=True) >= 0.9


def report(scores, held_out):
    """The queries that may be looked at, the worst first."""
    shown = sorted(
        (value, query.locale, query.text) for query, value in scores.items() if query.held_out == held_out
    )
    return "\n".join(f"{value:.2f} {locale} {text}" for value, locale, text in shown)
