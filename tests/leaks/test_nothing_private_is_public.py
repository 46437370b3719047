"""A word is planted in every private field and file of the house; nobody outside may ever come by one."""

import json
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.test import Client, override_settings

from publication.models import Candidate, LogEntry, OutboxEntry, PublicRecord
from publication.worker import tick
from tests.kept import kept
from tests.leaks import fields, planting, scenario, surfaces
from tests.payments.conftest import cheap_and_plenty, provider, provider_process

__all__ = ["cheap_and_plenty", "provider", "provider_process"]
pytestmark = pytest.mark.postgresql

HOME = ("127.0.0.1", "localhost", "::1")


@pytest.fixture
@kept
def furnished(db, provider_process, tmp_path_factory):
    """The folder it stores in, and who is where in it."""
    data = tmp_path_factory.mktemp("house")
    with override_settings(DATA=data, SIXDEGREE_PAYMENTS_STRIPE_API_BASE=provider_process.url):
        return data, scenario.furnish()


@pytest.fixture
def house(furnished, provider, settings):
    settings.DATA, house = furnished
    return house


def planted() -> dict[str, str]:
    """Marker → field. Each is found in the database before it is looked for anywhere else."""
    words: dict[str, str] = {}
    with planting.past_every_trigger():
        for model in dict.fromkeys(model for model, _field in fields.private()):
            planting.first_row(model)
        for model, field in fields.private():
            word = planting.plant(model, field, model._base_manager.all())
            assert planting.stands_in_the_database(model, field, word), fields.name(model, field)
            words[word] = fields.name(model, field)
    return words


def found(words: dict[str, str], texts: dict[str, str]) -> dict[str, list[str]]:
    """Where which field's word is said."""
    return {
        place: sorted({field for word, field in words.items() if word in text})
        for place, text in texts.items()
        if any(word in text for word in words)
    }


def test_no_private_field_is_ever_said_to_anybody(house, provider, monkeypatch, tmp_path_factory):
    stranger = Client()
    mail.outbox.clear()
    words = {
        **planted(),
        scenario.FILE_WORD: "a file in Wagtail's libraries",
        scenario.REASON_WORD: "why consent was withdrawn",
    }
    assert len(words) > 50, "the fields were not found"
    last_line, last_entry = LogEntry.objects.latest("pk").pk, OutboxEntry.objects.latest("pk").pk
    with surfaces.every_log() as written, surfaces.every_connection(monkeypatch) as asked:
        answers = surfaces.said(stranger, surfaces.addresses(house, stranger))
        answers |= surfaces.refusals(stranger, house)
        answers |= surfaces.said(stranger, files())
        tick()
    assert found(words, answers) == {}
    assert found(words, {f"mail {number}": letter(sent) for number, sent in enumerate(mail.outbox)}) == {}
    assert found(words, {f"log line {number}": line for number, line in enumerate(written.lines)}) == {}
    kept = [
        *LogEntry.objects.filter(pk__gt=last_line).values(),
        *OutboxEntry.objects.filter(pk__gt=last_entry).values(),
    ]
    assert found(words, {f"entry {number}": str(entry) for number, entry in enumerate(kept)}) == {}
    assert found(words, told_the_provider(tmp_path_factory)) == {}
    assert [address for address in asked if isinstance(address, tuple) and address[0] not in HOME] == []


def test_what_waits_for_its_review_is_said_to_nobody(house):
    stranger = Client()
    public = json.dumps([json.loads(bytes(record.bytes)) for record in PublicRecord.objects.all()])
    words = {
        text: f"{candidate} ({kind})"
        for candidate in Candidate.objects.filter(release=None)
        for kind, body in (
            ("public bytes", candidate.public_bytes),
            ("review record", candidate.review_bytes),
        )
        for text in texts(json.loads(bytes(body)))
        if len(text) > 12 and json.dumps(text)[1:-1] not in public
    }
    assert len(words) > 20, "no unreleased words were found to look for"
    assert found(words, surfaces.said(stranger, surfaces.addresses(house, stranger))) == {}


def texts(value) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


def files() -> list[str]:
    """Every address at which a file of the default storage might answer."""
    folders, names = [""], []
    while folders:
        folder = folders.pop()
        inner, here = default_storage.listdir(folder)
        folders += [f"{folder}{name}/" for name in inner]
        names += [f"{folder}{name}" for name in here]
    assert names, "the house has no files"
    return [
        f"{prefix}{name}" for name in names for prefix in ("/media/", "/staff/media/", "/documents/", "/")
    ]


def letter(sent) -> str:
    """All of a mail but the addresses of those it is for."""
    bodies = [sent.body, *(content for content, _type in getattr(sent, "alternatives", []))]
    return "\n".join([sent.subject, sent.from_email, str(sent.extra_headers), *bodies])


def told_the_provider(tmp_path_factory) -> dict[str, str]:
    kept = [path for path in tmp_path_factory.getbasetemp().glob("provider*/**/*") if path.is_file()]
    assert kept, "the provider's store was not found"
    return {str(path): Path(path).read_bytes().decode(errors="replace") for path in kept}


def test_the_same_search_finds_what_is_public(house):
    """Or the others would pass for want of aim."""
    word = "zqpublicword"
    with planting.past_every_trigger():
        for record in PublicRecord.objects.filter(subject=house.public):
            PublicRecord.objects.filter(pk=record.pk).update(card={**record.card, "summary": word})
    stranger = Client()
    places = found({word: "summary"}, surfaces.said(stranger, surfaces.addresses(house, stranger)))
    assert {"/api/v1/cases/", "/en/cases/"} <= set(places)
