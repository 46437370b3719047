"""What a signature answers: its own kind's checklist, and why a finding that holds was signed over."""

import pytest
from django.urls import reverse

from publication.models import LogEntry, SignOff
from review import checklist
from review.actions import answers, sign, submit
from review.checklist import confirmed
from review.exceptions import CannotSign
from review.projection import HOLD, Finding
from review.projection.passages import texts
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def candidate(draft, editor):
    return submit(draft, editor).candidate


@pytest.fixture
def held(draft, editor, monkeypatch):
    """A submission with a finding that holds, as a check would leave them."""

    def holds(gathered, public):
        for passage in texts(public):
            at = passage.text.find("clothes")
            if at >= 0 and passage.order == 1:
                yield Finding(
                    "looks-protected", "A word looks like one that must not appear.", passage.where, HOLD,
                    detail="Like an employer.", block=passage.block, field=passage.field,
                    span=passage.span(at, at + 7),
                )  # fmt: skip

    from review import checks

    monkeypatch.setattr(checks, "CASE_CHECKS", (*checks.CASE_CHECKS, holds))
    return submit(draft, editor).candidate


def seen(candidate):
    from django.utils import timezone

    digests = {"digest": candidate.digest, "review_digest": candidate.review_digest}
    return {**digests, "reauthenticated_at": timezone.now()}


def test_each_kind_has_a_list_of_its_own():
    lists = {kind: set(lines) for kind, lines in checklist.BY_KIND.items()}
    assert len({frozenset(lines) for lines in lists.values()}) == 4
    assert "consent_covers_it" in lists["update"] - lists["page"]
    assert "figures_have_sources" in lists["page"] - lists["case"]


@pytest.mark.parametrize(
    "changes",
    [
        {"figures_have_sources": "yes"},
        {"read_as_shown": "no"},
        {"consent_covers_it": None},
        {"beside_the_case": "yes"},
    ],
)
def test_another_kinds_list_signs_nothing(candidate, reviewer, changes):
    with pytest.raises(CannotSign, match="checklist"):
        sign(candidate.pk, reviewer, {**confirmed(candidate), **changes}, **seen(candidate))
    assert not SignOff.objects.exists()


def test_a_story_of_a_minor_asks_one_question_more(draft, editor, reviewer, signed_in):
    draft.milestones[0].value["under_18"] = "unknown"
    draft.save_revision(user=editor)
    candidate = submit(draft, editor).candidate
    assert checklist.MINORS in confirmed(candidate)
    page = signed_in(reviewer).get(reverse("review_desk:candidate", args=[candidate.pk])).content.decode()
    assert "nothing smaller than a region" in page
    with pytest.raises(CannotSign, match="every line"):
        sign(candidate.pk, reviewer, confirmed(), **seen(candidate))


def test_pictures_ask_one_question_more(candidate):
    assert checklist.PICTURES not in confirmed(candidate)
    candidate.public_bytes = b'{"kind":"case","picture":{"sha256":"' + b"a" * 64 + b'"}}'
    assert checklist.PICTURES in confirmed(candidate)


@pytest.mark.parametrize("reason", [None, "", "   ", 7, "x" * 2001])
def test_over_a_finding_that_holds_nobody_signs_without_a_reason(held, reviewer, reason):
    (key,) = answers.held(held)
    with pytest.raises(CannotSign):
        sign(held.pk, reviewer, {**confirmed(held), "overrides": {key: reason}}, **seen(held))
    with pytest.raises(CannotSign, match="holds this text back"):
        sign(held.pk, reviewer, confirmed(held), **seen(held))
    assert not SignOff.objects.exists()


def test_a_reason_for_a_finding_that_is_not_there_signs_nothing(candidate, reviewer):
    with pytest.raises(CannotSign, match="not there"):
        sign(candidate.pk, reviewer, {**confirmed(candidate), "overrides": {"x:1": "So."}}, **seen(candidate))


def test_the_reason_is_kept_with_the_signature_and_the_log_has_the_code_alone(held, reviewer, signed_in):
    (key,) = answers.held(held)
    form = {
        **seen(held), **dict.fromkeys(checklist.asked(held), "on"), "worse_off": "no", "sign": "1",
        "reauthentication-password": "ruth's own words", f"reason-{key}": "Everybody mends clothes.",
    }  # fmt: skip
    client = signed_in(reviewer)
    page = client.get(reverse("review_desk:candidate", args=[held.pk])).content.decode()
    assert "Like an employer." in page
    assert "<mark>clothes</mark>" in page
    client.post(reverse("review_desk:candidate", args=[held.pk]), form)
    assert SignOff.objects.get().checklist["overrides"] == {key: "Everybody mends clothes."}
    entry = LogEntry.objects.get(verb="finding.override")
    assert entry.detail["code"] == "looks-protected"
    assert not [one for one in LogEntry.objects.all() if "clothes" in str(one.detail)]
    later = client.get(reverse("review_desk:candidate", args=[held.pk])).content.decode()
    assert "Everybody mends clothes." in later


def test_an_unreasoned_form_keeps_what_was_written(held, reviewer, signed_in):
    form = {**seen(held), "read_as_shown": "on", "worse_off": "no", "sign": "1"}
    answer = signed_in(reviewer).post(reverse("review_desk:candidate", args=[held.pk]), form)
    assert "give a reason for what is held back" in answer.content.decode()
    assert not SignOff.objects.exists()
