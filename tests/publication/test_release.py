"""What a release asks for, and what it does to the other languages, the campaign and standing recalls."""

from datetime import timedelta

import pytest
from django.utils import timezone

from payments.models import Campaign
from payments.readers import funding
from publication import readers
from publication.actions.consents import record_consent
from publication.actions.recall import recall
from publication.actions.release import release
from publication.actions.terms import current_term, open_term
from publication.actions.withdraw import withdraw
from publication.exceptions import ConsentRefused, Gone, NotFound, ReleaseRefused
from publication.identifiers import opaque_id
from publication.models import LogEntry, OutboxEntry, PublicRecord, SignOff
from tests.publication.stories import (
    EAST_JAVA,
    consented_term,
    frozen,
    milestone,
    money,
    page_story,
    public_case,
    released,
    signed,
    story,
    update_story,
)

pytestmark = pytest.mark.django_db


def test_a_release_opens_the_campaign_with_the_signed_goal(editor, reviewer):
    term = public_case(editor, reviewer)
    snapshot = funding([term.campaign_ref])[term.campaign_ref]
    assert (snapshot.goal, snapshot.currency, snapshot.status) == (30000, "USD", "open")
    record = PublicRecord.objects.get()
    assert (record.status, record.funding_version) == ("open", snapshot.version)


def test_a_release_uses_up_its_signatures_and_leaves_a_trace(editor, reviewer):
    term = public_case(editor, reviewer)
    assert not SignOff.objects.filter(release=None).exists()
    assert LogEntry.objects.filter(verb="release", subject=term.public_id).count() == 1
    assert OutboxEntry.objects.get(kind="release").payload["public_id"] == term.public_id


def test_an_unsigned_candidate_is_not_released(editor):
    with pytest.raises(ReleaseRefused, match="still needs the signature of 1"):
        release([frozen(story(consented_term().public_id), editor)], editor)


def test_half_the_signatures_are_not_enough(editor, reviewer):
    candidate = signed(frozen(story(consented_term().public_id), editor, signers_required=2), reviewer)
    with pytest.raises(ReleaseRefused, match="still needs the signature of 1"):
        release([candidate], reviewer)


def test_the_same_candidate_is_not_released_twice(editor, reviewer):
    candidate = signed(frozen(story(consented_term().public_id), editor), reviewer)
    release([candidate], reviewer)
    with pytest.raises(ReleaseRefused, match="no longer open"):
        release([candidate], reviewer)


def test_a_case_without_term_or_consent_is_not_released(editor, reviewer):
    with pytest.raises(ReleaseRefused, match="no open publication term"):
        released(story(opaque_id()), editor, reviewer)
    with pytest.raises(ReleaseRefused, match="No consent"):
        released(story(open_term("file").public_id), editor, reviewer)


@pytest.mark.parametrize(
    ("consent", "sentence"),
    [
        ({"days": -1}, "expired"),
        ({"locales": ["id"]}, "does not cover these languages: en"),
        ({"channels": ["news_mails"]}, "does not cover this site"),
    ],
)
def test_a_release_stays_within_consent(consent, sentence, editor, reviewer):
    with pytest.raises(ReleaseRefused, match=sentence):
        public_case(editor, reviewer, term=consented_term(**consent))


def test_nothing_is_released_after_a_withdrawal_even_when_signed_before(editor, reviewer, officer):
    term = consented_term()
    candidate = signed(frozen(story(term.public_id), editor), reviewer)
    withdraw(term.public_id, officer)
    with pytest.raises(ReleaseRefused, match="withdrawn"):
        release([candidate], reviewer)


def test_renewed_consent_opens_a_new_term_with_three_new_ids(officer):
    first = open_term("file-7", officer)
    assert open_term("file-7") == first
    withdraw(first.public_id, officer)
    assert current_term("file-7") is None
    with pytest.raises(ConsentRefused, match="new term"):
        record_consent(first, ["en"], ["site_api"], timezone.now() + timedelta(days=9))
    second = open_term("file-7", officer)
    ids = {first.public_id, first.consent_ref, first.campaign_ref}
    assert ids.isdisjoint({second.public_id, second.consent_ref, second.campaign_ref})


def test_several_languages_are_released_together(editor, reviewer):
    term = public_case(editor, reviewer, "en", "id")
    assert readers.case(term.public_id).locales == ("en", "id")


def test_two_candidates_of_one_language_or_of_two_cases_are_not(editor, reviewer):
    one, other = consented_term(), consented_term()
    candidates = [signed(frozen(story(term.public_id), editor), reviewer) for term in (one, other)]
    with pytest.raises(ReleaseRefused, match="one subject"):
        release(candidates, reviewer)


def test_nothing_to_release_is_a_refusal(reviewer):
    with pytest.raises(ReleaseRefused, match="nothing"):
        release([], reviewer)


CHANGES = [
    {"alias": "Nok"},
    {"age_band": "35-44"},
    {"exploitation": ["agriculture"]},
    {"period": {"from": 2010, "to": 2014}},
    {"period": None},
    {"goal": money(40000), "needs": [{"category": "medical", "label": "Care", "amount": money(40000)}]},
    {"origin": EAST_JAVA},
    {"milestones": [milestone("m1", 1, "before", EAST_JAVA)]},
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_more_than_words_recalls_the_languages_left_behind(change, editor, reviewer):
    term = public_case(editor, reviewer, "en", "id", "th")
    candidates = [
        signed(frozen(story(term.public_id, locale, **change), editor), reviewer) for locale in ("en", "id")
    ]
    release(candidates, reviewer)
    assert readers.case(term.public_id).locales == ("en", "id")
    with pytest.raises(Gone):
        readers.case(term.public_id, "th")
    public_case(editor, reviewer, "th", term=term, **change)
    assert readers.case(term.public_id).locales == ("en", "id", "th")


def test_changed_words_recall_nothing(editor, reviewer):
    term = public_case(editor, reviewer, "en", "id")
    public_case(editor, reviewer, "en", term=term, summary="In other words.")
    assert readers.case(term.public_id, "id").locales == ("en", "id")


@pytest.mark.parametrize("change", CHANGES)
def test_a_translation_cannot_change_more_than_words(change, editor, reviewer):
    term = public_case(editor, reviewer)
    with pytest.raises(ReleaseRefused, match="differ between the languages"):
        public_case(editor, reviewer, "id", term=term, **change)


def test_a_translation_frozen_before_the_source_was_changed_is_not_released(editor, reviewer):
    term = public_case(editor, reviewer)
    waiting = signed(frozen(story(term.public_id, "id"), editor), reviewer)
    public_case(editor, reviewer, term=term, alias="Nok")
    with pytest.raises(ReleaseRefused, match="Alias, age band"):
        release([waiting], reviewer)


def test_a_raised_goal_reaches_the_campaign(editor, reviewer):
    term = public_case(editor, reviewer)
    public_case(editor, reviewer, term=term, goal=money(50000))
    assert Campaign.objects.get(ref=term.campaign_ref).goal == 50000


def test_a_release_that_payments_refuse_changes_nothing(editor, reviewer):
    term = public_case(editor, reviewer)
    Campaign.objects.filter(ref=term.campaign_ref).update(received=20000)
    before = PublicRecord.objects.get().digest
    with pytest.raises(Exception, match="already given"):
        public_case(editor, reviewer, term=term, goal=money(10000))
    assert PublicRecord.objects.get().digest == before


def test_a_funded_case_stays_funded_at_its_goal(editor, reviewer):
    term = public_case(editor, reviewer)
    Campaign.objects.filter(ref=term.campaign_ref).update(received=30000)
    with pytest.raises(Exception, match="already given"):
        public_case(editor, reviewer, term=term, goal=money(20000))
    public_case(editor, reviewer, term=term, summary="In other words.")
    assert Campaign.objects.get(ref=term.campaign_ref).goal == 30000


def test_a_lower_goal_is_released_down_to_what_is_taken(editor, reviewer):
    term = public_case(editor, reviewer)
    Campaign.objects.filter(ref=term.campaign_ref).update(received=12000, reserved=3000)
    with pytest.raises(Exception, match="already given or being given"):
        public_case(editor, reviewer, term=term, goal=money(14900))
    public_case(editor, reviewer, term=term, goal=money(15000))
    assert Campaign.objects.get(ref=term.campaign_ref).goal == 15000


def test_what_was_recalled_after_submission_must_be_submitted_again(editor, reviewer, officer):
    term = public_case(editor, reviewer)
    waiting = signed(frozen(story(term.public_id, summary="Signed before the recall."), editor), reviewer)
    recall(term.public_id, None, officer, "The town can be guessed.")
    with pytest.raises(ReleaseRefused, match="Submit it again"):
        release([waiting], reviewer)


def test_a_new_release_ends_a_recall_for_what_was_signed_again_and_nothing_else(editor, reviewer, officer):
    term = public_case(editor, reviewer, "en", "id")
    recall(term.public_id, None, officer)
    public_case(editor, reviewer, "en", term=term)
    assert readers.case(term.public_id).locales == ("en",)
    with pytest.raises(Gone):
        readers.case(term.public_id, "id")


def test_an_update_needs_its_case_to_be_public(editor, reviewer):
    term = consented_term()
    with pytest.raises(ReleaseRefused, match="not public"):
        released(update_story(term.public_id, opaque_id()), editor, reviewer)


def test_an_update_shows_with_its_case_and_goes_with_it(editor, reviewer, officer):
    term = public_case(editor, reviewer)
    released(update_story(term.public_id, opaque_id()), editor, reviewer)
    assert [update.content["title"] for update in readers.updates(term.public_id)] == ["The loom has come"]
    withdraw(term.public_id, officer)
    with pytest.raises(Gone):
        readers.updates(term.public_id)


def test_updates_hidden_with_the_whole_case_stay_hidden_until_signed_again(editor, reviewer, officer):
    term = public_case(editor, reviewer)
    released(update_story(term.public_id, opaque_id()), editor, reviewer)
    recall(term.public_id, None, officer)
    public_case(editor, reviewer, term=term)
    assert readers.updates(term.public_id) == []


def test_pages_pass_the_same_gate_without_consent(editor, reviewer):
    page_id = opaque_id()
    with pytest.raises(ReleaseRefused, match="still needs"):
        release([frozen(page_story(page_id), editor)], editor)
    released(page_story(page_id), editor, reviewer)
    assert readers.page("about").content["title"] == "About"


def test_two_pages_do_not_share_an_address(editor, reviewer):
    released(page_story(opaque_id()), editor, reviewer)
    with pytest.raises(ReleaseRefused, match="address already"):
        released(page_story(opaque_id()), editor, reviewer)


def test_a_page_whose_slug_changed_leaves_its_old_address(editor, reviewer):
    page_id = opaque_id()
    released(page_story(page_id), editor, reviewer)
    released(page_story(page_id, "about-us"), editor, reviewer)
    assert readers.page("about-us").subject == page_id
    with pytest.raises(NotFound):
        readers.page("about")
