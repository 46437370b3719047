"""A survivor phones. Oranuch finds her by number or card and withdraws, whoever holds whatever meanwhile."""

import logging
import re
import threading

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.urls import reverse

from casepages import codes
from casepages.models import CaseFile, ConsentRecord, WithdrawalCode
from payments.models import Campaign
from publication import outbox
from publication.actions.terms import current_term
from publication.models import Candidate, Consent, LogEntry, OutboxEntry, PublicRecord, Withdrawal
from review import roles
from review.actions import submit
from review.actions.withdrawal_codes import draw_code
from review.casefiles.card_words import CARD
from review.casefiles.receipts import step_label
from tests.kept import kept

pytestmark = pytest.mark.django_db

FIND = reverse("case_files:find_to_withdraw")


@pytest.fixture
def desk(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
@kept
def released(draft, editor, reviewer, signs):
    """Sari's story is public."""
    candidate = submit(draft, editor).candidate
    signs(reviewer, candidate)
    return PublicRecord.objects.get(subject=candidate.subject)


def withdraw_page(file):
    return reverse("case_files:withdraw", args=[file.pk])


def receipt_page(file):
    return reverse("case_files:receipt", args=[file.pk])


def card_page(file):
    return reverse("case_files:card", args=[file.pk])


def answer_to(client, told):
    return client.post(FIND, {"told": told})


class TestFinding:
    @pytest.mark.parametrize("told", ["MC 17/204", "mc17-204", " ＭＣ 17 204 "])
    def test_by_the_case_number_however_it_is_typed(self, desk, case_file, told):
        assert answer_to(desk, told)["Location"] == withdraw_page(case_file)

    @pytest.mark.parametrize("write", [str, codes.grouped, "-".join, " {}.".format])
    def test_by_the_code_on_her_card_however_it_is_typed(self, desk, case_file, officer, write):
        code = codes.read(draw_code(case_file, officer))
        assert answer_to(desk, write(code))["Location"] == withdraw_page(case_file)

    def test_by_an_officer_who_never_met_her(self, signed_in, person, case_file, officer):
        code = draw_code(case_file, officer)
        other = signed_in(person("anong", roles.CASE_OFFICERS))
        assert answer_to(other, code)["Location"] == withdraw_page(case_file)

    def test_neither_number_nor_code_stands_in_an_address_the_log_or_the_database(
        self, desk, case_file, officer, caplog
    ):
        caplog.set_level(logging.DEBUG)
        code = draw_code(case_file, officer)
        plain = codes.read(code)
        for told in (code, "MC 17/204", codes.grouped(codes.draw())):
            answer = answer_to(desk, told)
            assert not re.search(r"17.?204", answer.get("Location", ""))
            # The code is printed in groups of three digits; the file's own key may be as long.
            address = answer.get("Location", "").replace(str(case_file.pk), "")
            assert not re.search(r"\d{3}", address)
        kept = (
            repr(list(LogEntry.objects.values())) + repr(list(WithdrawalCode.objects.values())) + caplog.text
        )
        # The number whole: three digits of it stand in any timestamp or hash now and then.
        assert plain not in kept and code not in kept and not re.search(r"MC.?17.?204", kept, re.I)

    def test_a_replaced_card_leads_nowhere_and_a_used_one_to_the_receipt(
        self, desk, case_file, officer, released
    ):
        first, second = draw_code(case_file, officer), draw_code(case_file, officer)
        assert "No card with this number is valid" in answer_to(desk, first).content.decode()
        desk.post(withdraw_page(case_file), {"reason": ""})
        outbox.drain()
        assert WithdrawalCode.objects.filter(ended_at=None).count() == 0
        assert answer_to(desk, second)["Location"] == receipt_page(case_file)

    def test_a_slip_is_named_and_is_no_guess(self, desk, case_file, officer):
        code = codes.read(draw_code(case_file, officer))
        slip = code[:-1] + str((int(code[-1]) + 1) % 10)
        assert "A digit is wrong or missing" in answer_to(desk, slip).content.decode()
        assert not LogEntry.objects.filter(verb="withdrawal_code.try").exists()

    def test_guessing_is_limited_for_each_officer_and_logged_by_id(
        self, desk, signed_in, person, case_file, officer, settings
    ):
        settings.SIXDEGREE_REVIEW_CODE_TRIES = 3
        code = draw_code(case_file, officer)
        for _guess in range(3):
            assert "No card with this number" in answer_to(desk, codes.draw()).content.decode()
        refused = answer_to(desk, code)
        assert "no more are looked up for now" in refused.content.decode()
        assert LogEntry.objects.filter(verb="withdrawal_code.try", actor=str(officer.pk)).count() == 4
        # The case number, and every other officer, still find her.
        assert answer_to(desk, "MC 17/204")["Location"] == withdraw_page(case_file)
        other = signed_in(person("anong", roles.CASE_OFFICERS))
        assert answer_to(other, code)["Location"] == withdraw_page(case_file)

    def test_an_unknown_number_says_so_and_keeps_what_was_typed(self, desk, case_file):
        page = answer_to(desk, "MC 99").content.decode()
        assert "No file has this case number" in page
        assert 'value="MC 99"' in page


class TestTheCall:
    def test_from_the_menu_to_the_receipt_in_four_answers(self, desk, stranger, case_file, released):
        menu = desk.get(reverse("wagtailadmin_home")).content.decode()
        assert FIND in menu
        address = f"/api/v1/cases/{released.subject}/"
        assert stranger.get(address).status_code == 200
        assert desk.get(FIND).status_code == 200
        confirm = answer_to(desk, "mc 17 204")["Location"]
        assert "Withdraw now" in desk.get(confirm).content.decode()
        done = desk.post(confirm, {"reason": ""})
        assert done["Location"] == receipt_page(case_file)
        assert stranger.get(address).status_code == 410
        assert "Withdrawn on" in desk.get(done["Location"]).content.decode()

    @pytest.mark.parametrize(
        "group", [roles.EDITORS, roles.PRIVACY_REVIEWERS, roles.FINANCE_OFFICERS, roles.OPERATORS]
    )
    def test_nobody_else_finds_prints_or_reads_a_receipt(
        self, signed_in, person, case_file, officer, released, group
    ):
        code = draw_code(case_file, officer)
        client = signed_in(person("someone", group))
        assert FIND not in client.get(reverse("wagtailadmin_home")).content.decode()
        self.refused(client, case_file, code)

    def test_the_stranger_finds_nothing(self, stranger, case_file, officer, released):
        self.refused(stranger, case_file, draw_code(case_file, officer))

    def refused(self, client, case_file, code):
        answers = [client.get(address) for address in (FIND, card_page(case_file), receipt_page(case_file))]
        answers += [answer_to(client, told) for told in (code, "MC 17/204")]
        answers.append(client.post(card_page(case_file), {"language": "th", "contact": "-"}))
        for answer in answers:
            assert answer.status_code in {302, 403}
            assert "/withdraw/" not in answer.get("Location", "").split("?")[0]
        assert WithdrawalCode.objects.count() == 1


class TestHerCard:
    def printed(self, client, file, language="en", contact="+00 000 000", before=""):
        return client.post(card_page(file), {"language": language, "contact": contact, "before": before})

    @pytest.mark.parametrize("language", CARD)
    def test_it_says_in_her_language_what_it_is_for_and_nothing_that_could_harm_her(
        self, desk, case_file, language
    ):
        answer = self.printed(desk, case_file, language)
        page = answer.content.decode()
        card = page[page.index('<main class="card"') :]
        assert f'lang="{language}"' in card
        assert all(
            text in card
            for text in (CARD[language].purpose, CARD[language].how, CARD[language].finder, "+00 000 000")
        )
        code = re.search(r"<strong>((\d{3} ){5}\d{3})</strong>", card)[1]
        # Without the code: its random groups may be the number's digits.
        said = card.replace(code, "").casefold()
        for word in ("traffick", "survivor", "victim", "case", "file", "sixdegree", "204", case_file.ref[:4]):
            assert word.casefold() not in said, word
        assert "no-store" in answer["Cache-Control"]

    def test_the_code_that_is_printed_finds_her_and_is_shown_once(self, desk, case_file):
        page = self.printed(desk, case_file).content.decode()
        code = re.search(r"<strong>([\d ]+)</strong>", page).group(1)
        assert answer_to(desk, code)["Location"] == withdraw_page(case_file)
        again = desk.get(card_page(case_file)).content.decode()
        assert code not in again
        assert "not even we can print the card again" in again
        assert "A card was made on" in again

    def test_a_reload_draws_no_second_code_unasked(self, desk, case_file):
        self.printed(desk, case_file)
        again = self.printed(desk, case_file)
        assert "A card was made meanwhile" in again.content.decode()
        assert WithdrawalCode.objects.count() == 1
        told = str(WithdrawalCode.objects.get().pk)
        assert f'name="before" value="{told}"' in again.content.decode()
        self.printed(desk, case_file, before=told)
        assert [card.ending for card in WithdrawalCode.objects.order_by("pk")] == ["replaced", ""]

    def test_recording_consent_leads_to_it_once(self, desk, officer):
        from tests.review.casefiles.test_case_file_screens import typed

        opened = desk.post(reverse("case_files:add"), typed())
        file = CaseFile.objects.get()
        assert opened["Location"] == card_page(file)
        draw_code(file, officer)
        needs = {"needs-TOTAL_FORMS": "0", "needs-INITIAL_FORMS": "0"}
        changed = typed(**needs, **{"consent-locales": ["en"]})
        saved = desk.post(reverse("case_files:edit", args=[file.pk]), changed)
        assert saved["Location"] == reverse("case_files:edit", args=[file.pk])


class TestReceipt:
    def test_no_screen_on_the_way_to_it_takes_a_man_for_a_woman(self, desk, case_file, released):
        def said(answer):
            page = answer.content.decode()
            return re.sub(r"<[^>]*>", " ", page[page.index("<main") :]).lower()

        terms = reverse("case_files:terms", args=[case_file.pk])
        file = reverse("case_files:edit", args=[case_file.pk])
        screens = [desk.get(address) for address in (FIND, card_page(case_file), terms, file)]
        screens.append(answer_to(desk, "1234 5678 9012 3456 78"))
        screens.append(desk.get(withdraw_page(case_file)))
        desk.post(withdraw_page(case_file), {"reason": ""})
        outbox.drain()
        screens.append(desk.get(receipt_page(case_file)))
        assert [re.findall(r"\b(?:she|her|hers)\b", said(screen)) for screen in screens] == [[]] * 7

    def test_it_lists_what_was_done_and_what_waits(self, desk, case_file, released):
        desk.post(withdraw_page(case_file), {"reason": "She <b>phoned</b>."})
        before = desk.get(receipt_page(case_file)).content.decode()
        assert "still wait for the worker" in before
        assert "1 language" in before
        assert "There were none." in before
        outbox.drain()
        after = desk.get(receipt_page(case_file)).content.decode()
        assert "All of it is done. Nothing is stuck." in after
        for line in (
            "No new gift is taken",
            "The campaign is closed for good",
            "What waited for a signature can no longer be signed",
            "The pages are drafts again in Wagtail",
            "The search no longer holds a word of it",
            "Schedules and old addresses are cleared",
            "Links to drafts are ended",
            "What an editor&#x27;s preview kept is deleted",
            "The number on the card is used up",
        ):
            assert line in after, line
        assert [name for name in outbox.step_names("withdrawal") if step_label(name) == name] == []
        assert "phoned" not in before + after

    def test_a_stuck_step_is_said_and_the_others_are_done(
        self, desk, case_file, released, monkeypatch, settings
    ):
        settings.SIXDEGREE_PUBLICATION_OUTBOX_ALARM_ATTEMPTS = 1
        steps = [*outbox._steps["withdrawal"], outbox.Step("the archive", lambda _payload: 1 / 0)]
        monkeypatch.setitem(outbox._steps, "withdrawal", steps)
        desk.post(withdraw_page(case_file), {"reason": ""})
        outbox.drain()
        page = desk.get(receipt_page(case_file)).content.decode()
        assert "Something does not go on by itself" in page
        assert re.search(r"the archive</th>\s*<td>stuck</td>\s*<td>tried 1 time", page)
        assert page.count("<td>waits</td>") == 0

    def test_without_a_withdrawal_there_is_none(self, desk, case_file):
        assert desk.get(receipt_page(case_file)).status_code == 404


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["screen", "command"])
def test_a_withdrawal_waits_for_nobodys_lock(how, released, signed_in, officer, case_file, draft, editor):
    """Another connection holds every row of the case for update while she phones."""
    waiting = submit(draft, editor).candidate
    term = current_term(case_file.ref)
    client = signed_in(officer)
    outcome = {}

    def call():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '1s'")
            if how == "screen":
                found = answer_to(client, "MC 17/204")["Location"]
                outcome["status"] = client.post(found, {"reason": "She phoned."}).status_code
            else:
                call_command("withdraw", term.public_id, reason="She phoned.")
                outcome["status"] = 302
        finally:
            connections.close_all()

    held = {
        PublicRecord: {"pk": released.pk},
        Campaign: {"ref": term.campaign_ref},
        Consent: {"consent_ref": term.consent_ref},
        Candidate: {"pk": waiting.pk},
        CaseFile: {"pk": case_file.pk},
        ConsentRecord: {"case_file": case_file.pk},
        type(term): {"pk": term.pk},
    }
    with transaction.atomic():
        for model, named in held.items():
            assert list(model.objects.select_for_update(of=("self",)).filter(**named).values_list("pk"))
        thread = threading.Thread(target=call)
        thread.start()
        thread.join()
        assert Withdrawal.objects.filter(public_id=term.public_id).exists()
    assert outcome == {"status": 302}
    assert OutboxEntry.objects.filter(kind="withdrawal", done_at=None).exists()
