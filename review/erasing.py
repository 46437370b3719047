"""What the desk and the editor keep of a case, and how it goes: drafts, history, forms, the file's words.

Registered with `publication.erasure`; see there for the order.
"""

from typing import Any

import swapper
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from casepages.models import CaseFile, CasePage, CaseUpdate, ConsentRecord, Need
from publication.actions.erase import candidates_of
from publication.erasure import ErasedCase, register_eraser
from publication.models import PublicationTerm
from review.concerns import receiving
from review.guard import mirror
from review.models import PrivacyConcern, PrivacyReviewTaskState, ScheduledRelease


def register() -> None:
    register_eraser("form-states", erase_forms, order=90)
    register_eraser("pages", erase_pages, order=100)
    register_eraser("case-file", erase_file, order=110)
    register_eraser("wagtail-log", erase_history, order=120)
    register_eraser("concerns", erase_concerns, order=130)
    register_eraser("schedules", erase_schedules, order=140)
    register_eraser("answers", erase_answers, order=150)


def erase_forms(case: ErasedCase) -> int:
    """Forms that Wagtail kept for a preview, also of pages that were never saved."""
    file = _file(case)
    if file is None:
        return 0
    pages = [str(page) for page in _tree_of(file.pk)]
    of_file = Q(content_type=_type(CaseFile), object_id=str(file.pk))
    of_pages = Q(object_id__in=pages) | Q(parent_object_id__in=pages)
    unsaved = Q(object_id="", data__regex=rf"(^|&)case_file={file.pk}(&|$)")
    of_stories = Q(content_type__in=[_type(CasePage), _type(CaseUpdate)]) & (of_pages | unsaved)
    return FormState.objects.filter(of_file | of_stories).delete()[0]


def forget_forms(payload: dict[str, Any]) -> None:
    """Follow a withdrawal, `{"public_id": …}`: nobody goes on previewing what was typed."""
    term = PublicationTerm.objects.filter(public_id=payload["public_id"]).first()
    if term is not None:
        erase_forms(ErasedCase(term.case_ref, (term.public_id,)))


def erase_pages(case: ErasedCase) -> int:
    """The pages in every language with their updates, revisions, comments, submissions and preview tokens.

    A page that tells another file's story by now stays, without the revisions that told this one's.
    """
    for public_id in case.public_ids:
        mirror.take_down(public_id)
    file = _file(case)
    if file is None:
        return 0
    tree = _tree_of(file.pk)
    _blank(PageLogEntry.objects.filter(page_id__in=tree))
    for page in CasePage.objects.filter(pk__in=tree):
        page.delete()
    count = len(tree) + _mentioning(file.pk).delete()[0]
    if count:
        _forget_deleted_words()
    return count


def erase_file(case: ErasedCase) -> int:
    """Case number and private notes. Needs, amounts and dates of consent stay: they account for the money."""
    files = CaseFile.objects.filter(ref=case.ref)
    count = _worded(files, "case_number", "note").update(
        case_number="", case_number_fingerprint=None, note=""
    )
    count += _worded(Need.objects.filter(case_file__ref=case.ref), "note").update(note="")
    consents = ConsentRecord.objects.filter(case_file__ref=case.ref)
    return count + _worded(consents, "note", "explained_by").update(note="", explained_by="")


def erase_history(case: ErasedCase) -> int:
    """What Wagtail's log says in words of the file, and of case pages that are gone. Who and when stay."""
    file = _file(case)
    of_file = ModelLogEntry.objects.filter(
        content_type=_type(CaseFile), object_id=str(file.pk if file else "")
    )
    pages = swapper.load_model("wagtailcore", "Page").objects
    # Also of pages deleted long ago, which nothing connects to their file any more.
    gone = PageLogEntry.objects.filter(content_type__in=[_type(CasePage), _type(CaseUpdate)])
    return _blank(of_file) + _blank(gone.exclude(page_id__in=pages.values("pk")))


def erase_concerns(case: ErasedCase) -> int:
    """What strangers wrote about it, handled or not: it is about her."""
    return receiving.empty(PrivacyConcern.objects.filter(subject__in=case.public_ids, emptied=False))


def erase_schedules(case: ErasedCase) -> int:
    """Why an hour passed without a release, in words that may name a part of the story."""
    kept = ScheduledRelease.objects.filter(candidates__in=candidates_of(case)).exclude(sentence="")
    return int(
        ScheduledRelease.objects.filter(pk__in=list(kept.values_list("pk", flat=True))).update(sentence="")
    )


def erase_answers(case: ErasedCase) -> int:
    """What reviewers answered, also where the page stays since it tells another file's story by now."""
    answered = PrivacyReviewTaskState.objects.filter(candidate__in=candidates_of(case))
    return answered.exclude(comment="", comments={}).update(comment="", comments={})


def _forget_deleted_words() -> None:
    """SQLite's full-text index keeps deleted words until its segments are merged."""
    index = "wagtailsearch_indexentry_fts"
    if connection.vendor == "sqlite" and index in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608


def _file(case: ErasedCase) -> CaseFile | None:
    return CaseFile.objects.without_private_texts().filter(ref=case.ref).first()


def _tree_of(file: int) -> list[int]:
    """Keys of the pages that tell this file's story, in public or in their newest draft, and of all below."""
    page_model = swapper.load_model("wagtailcore", "Page")
    told = CasePage.objects.filter(
        Q(case_file=file)
        | Q(latest_revision__in=_mentioning(file).values("pk"))
        | Q(case_file=None, latest_revision__content__case_file=None, pk__in=_as_keys(_mentioning(file)))
    )
    found: set[int] = set()
    for page in told:
        found |= set(page_model.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))
    return sorted(found)


def _mentioning(file: int) -> QuerySet[Revision]:
    return Revision.objects.filter(content_type=_type(CasePage), content__case_file=file)


def _as_keys(revisions: QuerySet[Revision]) -> list[int]:
    return [int(key) for key in revisions.values_list("object_id", flat=True)]


def _worded(rows: QuerySet[Any], *fields: str) -> QuerySet[Any]:
    """Rows with a word in one of the fields; their length alone is read, so that a lost key stops nothing."""
    lengths = {f"{field}_length": Length(field) for field in fields}
    filled = Q()
    for name in lengths:
        filled |= Q(**{f"{name}__gt": 0})
    keys = list(rows.annotate(**lengths).filter(filled).values_list("pk", flat=True))
    return rows.model._default_manager.filter(pk__in=keys)


def _blank(entries: Any) -> int:
    return int(entries.exclude(label="", data={}).update(label="", data={}))


def _type(model: Any) -> ContentType:
    return ContentType.objects.get_for_model(model)
