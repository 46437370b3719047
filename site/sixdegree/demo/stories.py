"""The demo's cases, opened by the officer, written by the editor, and put through the gate like any other."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from casepages.actions import upload_picture
from casepages.models import CaseFile, CaseIndexPage, CasePage, CasePicture, CaseUpdate, ConsentRecord, Need
from casepages.terms.kinds import LEGAL_NAME
from review.actions.case_files import open_case
from review.actions.protected_terms import enter
from sixdegree.demo.cases import CURRENCY, Case, News, day_of
from sixdegree.demo.gate import release, submit
from sixdegree.demo.illustration import illustration

CONSENT_DAYS = 730
# Invented like the stories: what no text may say of the person behind an alias.
LEGAL_NAMES = {
    "Xiao Fang": ["陈美玲", "Chen Meiling"],
    "Narin": ["สมใจ ใจดีงาม", "Somjai Jaideengam"],
    "Luzmila": ["Benigna Quispecondori"],
    "Bikash": ["Dhanraj Thapaliyar"],
}


@transaction.atomic
def tell(case: Case) -> None:
    """One case from its file to the gate, and through it unless the demo leaves it with the reviewers."""
    users = get_user_model().objects
    file = open_file(case, users.get(username="officer"))
    page = write_page(case, file, users.get(username="editor"))
    (release if case.release else submit)(page, users.get(username="editor"))
    for news in case.news:
        release(write_news(news, page, users.get(username="editor")), users.get(username="editor"))


def open_file(case: Case, officer: Any) -> CaseFile:
    today = timezone.localdate()
    consent = ConsentRecord(
        given_on=today,
        expires_on=today + timedelta(days=CONSENT_DAYS),
        explained_by="Ratri Handoko",
        under_18="no",
        locales=["en", "id", "th", "zh-hans"],
        channels=["site_api", "share_picture", "open_data", "news_mails"],
    )
    needs = [Need(category=category, amount=amount) for category, amount in case.needs]
    file = open_case(CaseFile(case_number=case.number, currency=CURRENCY, needs=needs), consent, officer)
    enter(file, LEGAL_NAME, LEGAL_NAMES[case.alias], officer)
    return file


def write_page(case: Case, file: CaseFile, editor: Any) -> CasePage:
    page = CasePage(
        title=case.alias,
        owner=editor,
        case_file=file,
        age_band=case.age_band,
        summary=case.summary,
        exploitation=case.exploitation,
        origin=case.origin,
        period_from=case.period[0],
        period_to=case.period[1],
        first_published_on=None if case.first_published_on is None else day_of(case.first_published_on),
        content_note=case.content_note,
        milestones=[("milestone", milestone(told)) for told in case.milestones],
        picture=drawn(case.picture, editor) if case.picture else None,
    )
    CaseIndexPage.objects.get().add_child(instance=page)
    page.save_revision(user=editor)
    return page


def write_news(news: News, page: CasePage, editor: Any) -> CaseUpdate:
    update = CaseUpdate(title=news.title, body=news.text, date=day_of(news.day), owner=editor)
    page.add_child(instance=update)
    update.save_revision(user=editor)
    return update


def drawn(alt: str, editor: Any) -> CasePicture:
    return upload_picture(
        illustration(), editor, kind=CasePicture.ILLUSTRATION, alt=alt, credit="Drawn by code for this demo"
    )


def milestone(told: Any) -> dict[str, Any]:
    return {
        "stage": told.stage,
        "heading": told.heading,
        "narrative": told.narrative,
        "area": told.place,
        "period": told.period,
        "icon": "",
        "under_18": told.under_18,
    }
