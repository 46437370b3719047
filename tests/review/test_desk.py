"""The desk: what waits, what exactly would be public, and the two answers to it; closed to everyone else."""

import json
import re

import pytest
from django.urls import reverse

from publication import canonical
from publication.models import PublicRecord, Recall, SignOff
from review import roles
from review.actions import submit
from review.checklist import CHECKLIST
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def candidate(draft, editor):
    return submit(draft, editor).candidate


def at(candidate, name="candidate"):
    return reverse(f"review_desk:{name}", args=[candidate.pk])


def answered(candidate, **changes):
    return {
        "digest": candidate.digest,
        "review_digest": candidate.review_digest,
        **dict.fromkeys(CHECKLIST, "on"),
        "worse_off": "no",
        "reauthentication-password": "ruth's own words",
        "sign": "1",
        **changes,
    }


def test_the_queue_shows_what_waits_the_longest_waiting_first(candidate, reviewer, signed_in):
    page = signed_in(reviewer).get(reverse("review_desk:queue")).content.decode()
    assert "Sari" in page
    assert at(candidate) in page
    assert "0 of 1" in page


def test_the_reviewer_sees_bytes_digests_and_findings(candidate, reviewer, signed_in):
    page = signed_in(reviewer).get(at(candidate)).content.decode()
    assert candidate.digest in page
    assert candidate.review_digest in page
    assert "Could publishing this leave anyone worse off?" in page
    raw = signed_in(reviewer).get(at(candidate, "bytes")).content
    assert canonical.digest(raw) == candidate.digest


def test_the_document_is_drawn_from_the_frozen_bytes_under_a_policy_of_its_own(
    candidate, draft, editor, reviewer, signed_in
):
    draft.summary = "Words nobody froze."
    draft.save_revision(user=editor)
    answer = signed_in(reviewer).get(at(candidate, "document"))
    assert "A house by the river" in answer.content.decode()
    assert "Words nobody froze" not in answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_the_reviewer_signs_and_it_is_released(candidate, reviewer, signed_in):
    answer = signed_in(reviewer).post(at(candidate), answered(candidate), follow=True)
    assert "Signed and released" in answer.content.decode()
    assert bytes(PublicRecord.objects.get().bytes) == bytes(candidate.public_bytes)
    assert SignOff.objects.get().checklist["worse_off"] == "no"


@pytest.mark.parametrize(
    "changes", [{"worse_off": "yes"}, {"worse_off": ""}, {"names_nobody": ""}, {"digest": "f" * 64}]
)
def test_an_unfinished_or_other_answer_signs_nothing_and_keeps_what_was_ticked(
    candidate, reviewer, signed_in, changes
):
    answer = signed_in(reviewer).post(at(candidate), answered(candidate, **changes))
    assert answer.status_code == 200
    assert re.search(r'name="read_as_shown"[^>]*checked', answer.content.decode())
    assert not SignOff.objects.exists()


def test_the_reviewer_returns_it_with_a_reason(candidate, draft, reviewer, editor, signed_in):
    signed_in(reviewer).post(at(candidate), {"return": "1", "reason": "The second part names a street."})
    seen = signed_in(editor).get(reverse("wagtailadmin_pages:workflow_history", args=[draft.pk]), follow=True)
    assert seen.status_code == 200
    assert draft.current_workflow_state.current_task_state.comment == "The second part names a street."


def test_who_had_a_hand_in_it_is_told_so_and_has_no_button(candidate, draft, editor, signed_in):
    from django.contrib.auth.models import Group

    editor.groups.add(Group.objects.get(name=roles.PRIVACY_REVIEWERS))
    page = signed_in(editor).get(at(candidate)).content.decode()
    assert "You had a hand in this text" in page
    assert 'name="sign"' not in page
    assert 'name="return"' not in page
    signed_in(editor).post(at(candidate), answered(candidate))
    assert not SignOff.objects.exists()


def test_a_superuser_may_look_and_not_sign(candidate, superuser, signed_in):
    page = signed_in(superuser).get(at(candidate)).content.decode()
    assert 'name="sign"' not in page
    signed_in(superuser).post(at(candidate), answered(candidate))
    assert not SignOff.objects.exists()


def test_what_changed_since_the_last_release_is_named(candidate, draft, editor, reviewer, signs, signed_in):
    signs(reviewer, candidate)
    draft.summary = "She teaches sewing now."
    draft.save_revision(user=editor)
    newer = submit(draft, editor).candidate
    page = signed_in(reviewer).get(at(newer)).content.decode()
    assert "+ &quot;summary&quot;: &quot;She teaches sewing now.&quot;" in page


@pytest.mark.parametrize("who", ["reviewer", "officer", "operator"])
def test_reviewer_officer_and_operator_recall(candidate, reviewer, signs, signed_in, request, who):
    signs(reviewer, candidate)
    record = PublicRecord.objects.get()
    client = signed_in(request.getfixturevalue(who))
    assert "Sari" in client.get(reverse("review_desk:released")).content.decode()
    client.post(reverse("review_desk:recall", args=[record.pk]), {"scope": "one", "reason": "A street."})
    assert Recall.objects.get().locale == "en"
    assert "Sari" not in client.get(reverse("review_desk:released")).content.decode()


def test_a_whole_case_is_recalled(candidate, reviewer, signs, signed_in):
    signs(reviewer, candidate)
    address = reverse("review_desk:recall", args=[PublicRecord.objects.get().pk])
    signed_in(reviewer).post(address, {"scope": "everything", "reason": ""})
    assert Recall.objects.get().locale == ""


def test_a_second_tab_that_recalls_again_is_told_so(candidate, reviewer, signs, signed_in):
    signs(reviewer, candidate)
    client, address = signed_in(reviewer), reverse("review_desk:recall", args=[PublicRecord.objects.get().pk])
    client.post(address, {"scope": "one", "reason": ""})
    for answer in (
        client.post(address, {"scope": "one", "reason": ""}, follow=True),
        client.get(address, follow=True),
    ):
        assert answer.redirect_chain == [(reverse("review_desk:released"), 302)]
        assert "This is not in public any more" in answer.content.decode()
    assert Recall.objects.count() == 1


@pytest.mark.parametrize("who", ["editor", "officer", "finance_officer", "operator"])
def test_other_staff_see_nothing_of_what_waits(candidate, signed_in, request, who):
    client = signed_in(request.getfixturevalue(who))
    for address in desk(candidate):
        for answer in (client.get(address), client.post(address, answered(candidate))):
            assert answer.status_code in {302, 403, 405}
            assert "Sari" not in answer.content.decode()
    assert not SignOff.objects.exists()
    assert "Privacy desk" not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("who", ["editor", "finance_officer"])
def test_others_recall_nothing(candidate, reviewer, signs, signed_in, request, who):
    signs(reviewer, candidate)
    client = signed_in(request.getfixturevalue(who))
    record = PublicRecord.objects.get()
    client.post(reverse("review_desk:recall", args=[record.pk]), {"scope": "one", "reason": ""})
    assert not Recall.objects.exists()


def test_the_stranger_learns_nothing_at_any_address(candidate, stranger):
    addresses = [*desk(candidate), reverse("review_desk:released"), reverse("review_desk:recall", args=[1])]
    for address in addresses:
        for answer in (stranger.get(address), stranger.post(address, answered(candidate))):
            assert answer.status_code == 302
            assert reverse("wagtailadmin_login") in answer["Location"]
            assert "Sari" not in answer.content.decode()
    assert not SignOff.objects.exists()


def test_reviewers_need_no_right_to_edit_pages(candidate, draft, reviewer, signed_in):
    answer = signed_in(reviewer).get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert answer.status_code == 404


def desk(candidate):
    names = ("candidate", "document", "bytes")
    return [
        reverse("review_desk:queue"),
        reverse("review_desk:queue_results"),
        reverse("review_desk:history"),
        *[at(candidate, name) for name in names],
    ]


def test_the_review_record_holds_consent_and_contributors(candidate, editor):
    record = json.loads(bytes(candidate.review_bytes))
    assert record["candidate_kind"] == "case"
    assert editor.pk in record["contributors"]
    assert record["consent"]["locales"] == ["en", "id"]
    assert set(record["disclosure"]["under_18"].values()) == {"no"}


def test_the_reviewer_alone_learns_where_the_person_may_have_been_a_minor(draft, editor, reviewer, signed_in):
    draft.milestones[0].value["under_18"] = "unknown"
    draft.save_revision(user=editor)
    candidate = submit(draft, editor).candidate
    page = signed_in(reviewer).get(at(candidate)).content.decode()
    assert "A house by the river: Not known" in page
    assert b"under_18" not in bytes(candidate.public_bytes)


def test_the_history_tells_what_was_answered(candidate, reviewer, signs, signed_in):
    signs(reviewer, candidate)
    page = signed_in(reviewer).get(reverse("review_desk:history")).content.decode()
    assert "Signed and released" in page
    assert "ruth" in page
    assert "Nothing waits" in signed_in(reviewer).get(reverse("review_desk:queue")).content.decode()


def test_the_desk_says_why_two_people_sign(draft, editor, reviewer, signed_in):
    draft.milestones[0].value["under_18"] = "unknown"
    draft.save_revision(user=editor)
    candidate = submit(draft, editor).candidate
    why = "0 of 2: the person was, or may have been, under 18 in a part of this story"
    for address in (reverse("review_desk:queue"), at(candidate)):
        assert why in signed_in(reviewer).get(address).content.decode()
    assert json.loads(bytes(candidate.review_bytes))["signers_because"] == ["perhaps-minor"]


def test_an_act_on_a_candidate_that_never_was_finds_nothing(reviewer, signed_in):
    client = signed_in(reviewer)
    for act in ("now", "alone", "later", "cancel"):
        answer = client.post(reverse("review_desk:release", args=[987_654]), {"act": act})
        assert answer.status_code == 404, act
