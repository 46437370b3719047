"""What an erasure removed and what the law keeps, in words for the officer and the operator."""

from django.utils.translation import gettext as _


def removed(counts: dict[str, int]) -> list[tuple[str, int]]:
    """(what, how many), nothing that was not there."""
    words = {
        "protected-terms": _("protected terms"),
        "form-states": _("forms kept for a preview"),
        "pages": _("pages and revisions, with their comments and submissions"),
        "case-file": _("case number and private notes"),
        "wagtail-log": _("titles in the editor's log"),
        "case-pictures": _("pictures as they were uploaded and covered"),
        "pictures": _("pictures as they were shown"),
        "reasons": _("private reasons"),
        "signed-bytes": _("texts as they were submitted, signed and shown"),
        "concerns": _("privacy concerns"),
        "schedules": _("reasons of hours that passed"),
        "answers": _("reviewers' answers to submissions"),
    }
    return [(words.get(name, name), count) for name, count in counts.items() if count]


def kept() -> list[str]:
    """What stays, and why it may (GDPR Art. 17(3)(b) and (e), Art. 7(1))."""
    return [
        _(
            "Gifts, the ledger, and the needs and amounts they were given for: the law on accounts asks "
            "for it."
        ),
        _("That consent was given, what it covered, and when it was withdrawn: it has to be provable."),
        _(
            "Who wrote, signed, released, withdrew and erased, when, and the digests of the texts: ids and "
            "numbers from which no word can be read."
        ),
        _("The random id of the case, so that its old address goes on saying that it is no longer public."),
        _(
            "The codes of the regions that were shown, so that a later story of the same person can never be "
            "narrower."
        ),
    ]
