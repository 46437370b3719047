"""Sari withdrew and asks to be forgotten: a later look anywhere finds no word of her."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.log_actions import log
from wagtail.models import Comment, PageLogEntry

from casepages.models import CaseFile, CasePage, CaseUpdate, ConsentRecord, Need
from publication import verification, worker
from publication.models import Candidate, LogEntry, PublicRecord
from review.actions import erase, recall, return_, submit, withdraw
from review.actions.case_files import open_case
from review.models import PrivacyReviewTaskState, ReleasedPage, ScheduledRelease
from review.previews import tokens
from tests.kept import kept
from tests.review.conftest import milestone
from tests.review.everywhere import tables_with

pytestmark = pytest.mark.django_db

WORD = "Quillfeather"


@pytest.fixture
@kept
def marked_file(officer):
    today = timezone.localdate()
    consent = ConsentRecord(
        given_on=today,
        expires_on=today + timedelta(days=365),
        explained_by=f"{WORD} the colleague",
        under_18="no",
        locales=["en"],
        channels=["site_api"],
        note=f"{WORD} wishes",
    )
    needs = [Need(category="psychological", amount=40_000, note=f"{WORD} pays")]
    file = CaseFile(currency="USD", case_number=f"{WORD}-1", note=f"{WORD} private", needs=needs)
    return open_case(file, consent, officer)


@pytest.fixture
@kept
def marked(index, marked_file, editor, reviewer, officer, signs):
    """The word stands in every text of file, page, update, revisions and candidates, and round them."""
    page = index.add_child(instance=CasePage(title=WORD, owner=editor))
    page.case_file = marked_file
    page.age_band = "25-34"
    page.summary = f"{WORD} sews for a living."
    page.content_note = f"{WORD} warns."
    page.exploitation = ["domestic_work_and_hospitality"]
    page.period_from, page.period_to = 2008, 2014
    page.milestones = [milestone(heading=f"{WORD} by the river", narrative=f"{WORD} mended."), milestone()]
    page.save_revision(user=editor)
    submitted = submit(page, editor)
    passed = ScheduledRelease.objects.create(
        at=timezone.now(), set_by=reviewer, ended_at=timezone.now(), outcome="refused", sentence=f"{WORD}: no"
    )
    passed.candidates.add(submitted.candidate)
    return_(submitted.candidate_id, reviewer, f"{WORD} must be said otherwise")
    signs(reviewer, submit(page, editor).candidate)
    log(page, "wagtail.edit", user=editor, data={"old": WORD})
    log(marked_file, "wagtail.edit", user=officer, title=WORD)
    Comment.objects.create(page=page, user=editor, text=WORD, contentpath="summary")
    update = page.add_child(instance=CaseUpdate(title=WORD, body=f"{WORD} has a shop.", owner=editor))
    update.save_revision(user=editor)
    signs(reviewer, submit(update, editor).candidate)
    kept_form(page, editor, data=f"summary={WORD}")
    kept_form(CasePage(), editor, data=f"case_file={marked_file.pk}&summary={WORD}", parent_object_id="1")
    tokens.issue(page, editor)
    public_id = PublicRecord.objects.get(kind="case").subject
    recall(public_id, "en", reviewer, f"{WORD} was recognised")
    return public_id


def kept_form(instance, user, data, parent_object_id=""):
    FormState.objects.update_or_create_by_instance(
        instance,
        parent_object_id=parent_object_id,
        user=user,
        defaults={"data": data, "last_updated_at": timezone.now()},
    )


@pytest.fixture
@kept
def withdrawn(marked, marked_file, officer):
    withdraw(marked_file, officer, f"{WORD} asked for it")
    return marked


def test_after_erasure_no_table_holds_a_word_of_it(withdrawn, marked_file, officer):
    before = tables_with(WORD)
    for table in (
        "wagtailcore_page", "wagtailcore_revision", "wagtailcore_comment", "wagtailcore_pagelogentry",
        "wagtailcore_modellogentry", "wagtailcore_taskstate", "wagtailadmin_formstate",
        "wagtailsearch_indexentry", "sixdegree_casepages_casefile", "sixdegree_casepages_need",
        "sixdegree_casepages_consentrecord", "sixdegree_casepages_casepage", "sixdegree_casepages_caseupdate",
        "sixdegree_publication_candidate", "sixdegree_publication_publicrecord",
        "sixdegree_publication_recallreason", "sixdegree_publication_withdrawalreason",
        "sixdegree_review_scheduledrelease",
    ):  # fmt: skip
        assert table in before, f"{table} was never marked"
    erase(marked_file, officer)
    assert tables_with(WORD) == set()


def test_another_case_is_not_touched(
    withdrawn, draft, marked_file, officer, editor, reviewer, signs, stranger
):
    signs(reviewer, submit(draft, editor).candidate)
    kept_form(draft, editor, "summary=hers")
    sari = PublicRecord.objects.get(kind="case", term__case_ref=draft.case_file.ref)
    erase(marked_file, officer)
    assert stranger.get(f"/api/v1/cases/{sari.subject}/").status_code == 200
    draft.refresh_from_db()
    assert draft.live
    assert draft.title == "Sari"
    assert FormState.objects.get().data == "summary=hers"
    assert CaseFile.objects.get(pk=draft.case_file_id).case_number == "MC 17/204"
    assert PageLogEntry.objects.filter(page_id=draft.pk).exclude(label="").exists()


@pytest.fixture
def reassigned(index, marked_file, case_file, editor):
    """A draft that an editor began for one file and goes on with for another."""
    page = index.add_child(instance=CasePage(title="Changed", owner=editor))
    for file, told in ((marked_file, WORD), (case_file, "Somebody else's")):
        page.case_file, page.summary = file, told
        page.save_revision(user=editor)
    return page


def test_a_page_that_tells_anothers_story_by_now_keeps_it(reassigned, withdrawn, marked_file, officer):
    erase(marked_file, officer)
    page = CasePage.objects.get(pk=reassigned.pk)
    assert page.get_latest_revision_as_object().summary == "Somebody else's"
    assert tables_with(WORD) == set()


def test_an_answer_to_what_was_submitted_goes_though_its_page_stays(
    withdrawn, marked_file, case_file, officer, editor, reviewer
):
    state = PrivacyReviewTaskState.objects.filter(candidate__subject=withdrawn).first()
    PrivacyReviewTaskState.objects.filter(pk=state.pk).update(comment=WORD, comments={"summary": WORD})
    page = state.workflow_state.content_object
    CasePage.objects.filter(pk=page.pk).update(case_file=case_file, live=False)
    ReleasedPage.objects.filter(page_id=page.pk).delete()
    erase(marked_file, officer)
    assert not PrivacyReviewTaskState.objects.filter(pk=state.pk).exclude(comment="", comments={}).exists()
    assert "sixdegree_review_privacyreviewtaskstate" not in tables_with(WORD)


def test_what_the_law_keeps_stays_provable(withdrawn, marked_file, officer, stranger):
    erase(marked_file, officer)
    worker.tick()
    assert stranger.get(f"/api/v1/cases/{withdrawn}/").status_code == 410
    assert stranger.get(f"/en/cases/{withdrawn}/").status_code == 410
    assert not list(verification.audit_faults())
    assert not [fault for record in verification.records() for fault in verification.record_faults(record)]
    file = CaseFile.objects.get(pk=marked_file.pk)
    assert [need.amount for need in file.needs.all()] == [40_000]
    assert file.consent.locales == ["en"]
    assert Candidate.objects.filter(public_bytes=None).count() == 3


def test_the_outbox_may_come_after_the_erasure(withdrawn, marked_file, officer):
    erase(marked_file, officer)
    _counts, failed = worker.tick()
    assert not failed
    assert tables_with(WORD) == set()


def test_erasing_twice_finds_nothing_the_second_time(withdrawn, marked_file, officer):
    assert sum(erase(marked_file, officer).values())
    assert not any(erase(marked_file, officer).values())


def test_what_failed_halfway_is_finished_by_the_next_try(withdrawn, marked_file, officer, monkeypatch):
    from publication import erasure

    def fails(case):
        raise OSError("the disk is full")

    monkeypatch.setitem(erasure._erasers, "renditions", (150, fails))
    with pytest.raises(OSError, match="disk"):
        erase(marked_file, officer)
    assert tables_with(WORD)
    monkeypatch.delitem(erasure._erasers, "renditions")
    erase(marked_file, officer)
    assert tables_with(WORD) == set()


class TestWithdrawalAlone:
    def test_it_deletes_the_forms_kept_for_a_preview(self, withdrawn):
        assert FormState.objects.count() == 2
        worker.tick()
        assert not FormState.objects.exists()


class TestTheScreen:
    @pytest.fixture
    def address(self, marked_file):
        return reverse("case_files:erase", args=[marked_file.pk])

    def test_an_officer_types_the_files_name_and_reads_what_went(
        self, withdrawn, marked_file, officer, signed_in, address
    ):
        client = signed_in(officer)
        assert address in client.get(reverse("case_files:edit", args=[marked_file.pk])).content.decode()
        asked = client.get(address)
        assert "no-store" in asked["Cache-Control"]
        assert "the law on accounts asks for it" in asked.content.decode()
        told = client.post(address, {"name": marked_file.short_name.lower()}).content.decode()
        assert "texts as they were submitted, signed and shown" in told
        assert tables_with(WORD) == set()

    def test_another_name_erases_nothing(self, withdrawn, officer, signed_in, address):
        told = signed_in(officer).post(address, {"name": "File ZZZZ"}).content.decode()
        assert "Nothing was erased" in told
        assert tables_with(WORD)

    def test_while_consent_stands_it_says_what_to_do_first(
        self, marked, marked_file, officer, signed_in, address
    ):
        client = signed_in(officer)
        assert "Withdraw it first" in client.get(address).content.decode()
        client.post(address, {"name": marked_file.short_name})
        assert tables_with(WORD)
        assert address not in client.get(reverse("case_files:edit", args=[marked_file.pk])).content.decode()

    @pytest.mark.parametrize("who", ["editor", "reviewer", "finance_officer", "operator"])
    def test_others_are_refused(self, withdrawn, marked_file, signed_in, address, request, who):
        client = signed_in(request.getfixturevalue(who))
        for answer in (client.get(address), client.post(address, {"name": marked_file.short_name})):
            assert answer.status_code in {302, 403}
        assert tables_with(WORD)

    def test_a_stranger_is_asked_to_sign_in(self, withdrawn, marked_file, stranger, address):
        assert stranger.get(address).status_code == 302
        assert stranger.post(address, {"name": marked_file.short_name}).status_code == 302
        assert tables_with(WORD)

    def test_the_file_opens_afterwards_and_says_that_it_was_withdrawn(
        self, withdrawn, marked_file, officer, signed_in
    ):
        erase(marked_file, officer)
        answer = signed_in(officer).get(reverse("case_files:edit", args=[marked_file.pk]))
        assert answer.status_code == 200
        assert WORD not in answer.content.decode()


class TestTheDeskAfterwards:
    def test_its_lists_and_the_candidate_say_erased_and_show_nothing(
        self, withdrawn, marked_file, officer, reviewer, signed_in
    ):
        erase(marked_file, officer)
        client = signed_in(reviewer)
        for name in ("queue", "history", "released", "recalls"):
            answer = client.get(reverse(f"review_desk:{name}"))
            assert answer.status_code == 200
            assert WORD not in answer.content.decode()
        candidate = Candidate.objects.filter(kind="case").first()
        told = client.get(reverse("review_desk:candidate", args=[candidate.pk]), follow=True)
        assert "was erased" in told.content.decode()
        for name in ("document", "bytes"):
            assert client.get(reverse(f"review_desk:{name}", args=[candidate.pk])).status_code == 410
        picture = reverse("review_desk:picture", args=[candidate.pk, "0" * 64])
        assert client.get(picture).status_code == 404


class TestTheCommand:
    def told(self, case):
        out = StringIO()
        call_command("erase", case, stdout=out)
        return out.getvalue().splitlines()

    def test_it_says_what_went_what_stays_and_its_figure_last(self, withdrawn):
        lines = self.told(withdrawn)
        assert any("texts as they were submitted" in line for line in lines)
        assert any("law on accounts" in line for line in lines)
        assert lines[-1].endswith(" erased")
        assert int(lines[-1].split()[0]) > 10
        assert tables_with(WORD) == set()
        assert LogEntry.objects.filter(verb="erased", actor="").exists()

    def test_the_random_name_of_the_file_will_do(self, withdrawn, marked_file):
        assert self.told(marked_file.ref)[-1].endswith(" erased")

    def test_without_a_withdrawal_it_refuses(self, marked):
        with pytest.raises(CommandError, match="Withdraw it first"):
            self.told(marked)

    def test_an_unknown_id_is_named_as_such(self, db):
        with pytest.raises(CommandError, match="no case under this id"):
            self.told("nowhere")


def test_at_the_desk_an_erased_text_is_a_line_of_history_and_no_error(
    withdrawn, marked_file, draft, officer, reviewer, signed_in
):
    """Its page tells Sari's story by now and stays, and with it the news below it and their submissions."""
    page = CasePage.objects.get(title=WORD)
    page.case_file = draft.case_file
    page.save_revision(user=officer)
    CasePage.objects.filter(pk=page.pk).update(case_file=draft.case_file)
    erase(marked_file, officer)
    erased = PrivacyReviewTaskState.objects.get(candidate__public_bytes=None).candidate
    desk = signed_in(reviewer)
    history = desk.get(reverse("review_desk:history")).content.decode()
    assert erased.subject in history
    assert WORD not in history
    assert desk.get(reverse("review_desk:picture", args=[erased.pk, "0" * 64])).status_code == 404
