"""What is public is proved to be as signed; whatever was altered past the rules is named."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from publication import canonical, outbox
from publication.actions.candidates import freeze
from publication.actions.release import release
from publication.actions.withdraw import withdraw
from publication.models import OutboxEntry, PublicRecord, RecordFacet
from tests.publication.lifting import lifted
from tests.publication.stories import consented_term, places_of, public_case, signed, story

pytestmark = pytest.mark.django_db


class TestVerifyPublic:
    def test_it_counts_what_is_as_signed(self, editor, reviewer, capsys):
        public_case(editor, reviewer, "en", "id")
        call_command("verify_public")
        assert capsys.readouterr().out.splitlines()[-1] == "2 records as signed"

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({"card": {"alias": "Somebody else"}}, "the card"),
            ({"waiting_since": "2020-01-01"}, "waiting date"),
            ({"is_source": False}, "source locale"),
        ],
    )
    def test_it_finds_what_was_altered_behind_the_rules(self, change, fault, editor, reviewer, capsys):
        public_case(editor, reviewer)
        with lifted("publication_record_changed", "publicrecord"):
            PublicRecord.objects.update(**change)
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert fault in capsys.readouterr().err

    def test_it_finds_altered_bytes(self, editor, reviewer, capsys):
        public_case(editor, reviewer)
        body = bytes(PublicRecord.objects.get().bytes).replace(b"Mali", b"Real")
        with lifted("publication_record_changed", "publicrecord"):
            PublicRecord.objects.update(bytes=body, digest=canonical.digest(body))
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert "not the candidate's" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("shown", "fault"),
        [
            ({"contributors": ["elif", "oranuch"]}, "the contributors are not those"),
            ({"contributors": None}, "the contributors are not those"),
            ({"signers_required": 2}, "the number of signers is not that"),
        ],
    )
    def test_it_finds_rows_that_are_not_what_the_signers_were_shown(
        self, shown, fault, editor, reviewer, officer, capsys
    ):
        keys = {person.username: person.pk for person in (editor, officer)}
        term = consented_term()
        content = story(term.public_id)
        shown = {"contributors": ["elif"], "signers_required": 1} | shown
        people = shown["contributors"] and sorted(keys[name] for name in shown["contributors"])
        review = {**shown, "contributors": people, "places": places_of(content)}
        with lifted("publication_candidate_signers", "candidate"):
            candidate = freeze("case", term.public_id, "en", content, review, [], 1, editor)
        release([signed(candidate, reviewer)], reviewer)
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert f"case {term.public_id} en: {fault}" in capsys.readouterr().err

    def test_it_finds_a_lost_facet(self, editor, reviewer, capsys):
        public_case(editor, reviewer)
        RecordFacet.objects.filter(name="need").delete()
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert "the facets" in capsys.readouterr().err


class TestAWithdrawalTickedOffByHand:
    """Somebody with the site's own rights marks the entry as done: her page is up, her gifts are open."""

    @pytest.fixture
    def ticked(self, editor, reviewer):
        term = public_case(editor, reviewer)
        withdraw(term.public_id, None)
        OutboxEntry.objects.update(done_at=timezone.now())
        return term.public_id

    def test_it_is_a_fault(self, ticked, capsys):
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert f"withdrawal {ticked}: marked as carried out, with steps left" in capsys.readouterr().err

    def test_the_worker_carries_it_out_all_the_same(self, ticked):
        call_command("run_worker", once=True)
        entry = OutboxEntry.objects.get(kind="withdrawal")
        done = entry.steps.exclude(done_at=None).values_list("name", flat=True)
        assert set(done) == set(outbox.step_names("withdrawal"))
        call_command("verify_public")

    def test_what_is_carried_out_is_not_taken_up_again(self, ticked):
        call_command("run_worker", once=True)
        assert outbox.take_up() == 0

    def test_an_entry_that_was_taken_away_is_a_fault(self, ticked, capsys):
        OutboxEntry.objects.filter(kind="withdrawal").delete()
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert f"withdrawal {ticked}: its entry is gone" in capsys.readouterr().err
