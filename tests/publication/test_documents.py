import pytest

from publication import documents
from publication.documents import Document
from tests.publication.stories import page_story, site_story, story, update_story

CONTENTS = {
    "Mali": story("id"),
    "loom": update_story("case", "id"),
    "programme": page_story("id"),
    "Sixdegree": site_story("id"),
}


@pytest.mark.parametrize("word", CONTENTS)
def test_the_plain_default_shows_every_kind(word, monkeypatch):
    monkeypatch.setattr(documents, "_renderers", {})
    content = CONTENTS[word]
    html = documents.render(Document(content["kind"], "id", "en", content))
    assert html.startswith("<!doctype html>")
    assert '<html lang="en">' in html
    assert word in html


def test_a_story_keeps_its_order_and_escapes_its_words(monkeypatch):
    monkeypatch.setattr(documents, "_renderers", {})
    html = documents.render(Document("case", "id", "en", story("id", summary="<script>alert(1)</script>")))
    assert html.index("Step 1") < html.index("Step 2")
    assert "<script>" not in html


def test_a_preview_says_so(monkeypatch):
    monkeypatch.setattr(documents, "_renderers", {})
    assert "not public" in documents.render(Document("case", "id", "en", story("id"), preview=True))


def test_whoever_registers_renders(monkeypatch):
    monkeypatch.setattr(documents, "_renderers", {})
    documents.register("case", lambda document, _request: f"ours: {document.content['alias']}")
    assert documents.render(Document("case", "id", "en", story("id"))) == "ours: Mali"


def test_needs_are_shown_as_a_reader_writes_money(monkeypatch):
    monkeypatch.setattr(documents, "_renderers", {})
    need = {"category": "medical", "label": "Medical care", "amount": {"amount": 32_050, "currency": "USD"}}
    html = documents.render(Document("case", "id", "en", {**story("id"), "needs": [need]}))
    assert "Medical care: USD\N{NO-BREAK SPACE}320.50" in html
