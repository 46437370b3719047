"""Opening a term: the three random ids under which a case may become public."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from publication import log
from publication.models import PublicationTerm, Withdrawal


def current_term(case_ref: str) -> PublicationTerm | None:
    """The newest term of a case, unless it was withdrawn."""
    withdrawn = Withdrawal.objects.filter(public_id=OuterRef("public_id"))
    newest = PublicationTerm.objects.filter(case_ref=case_ref).annotate(withdrawn=Exists(withdrawn))
    term = newest.order_by("-ordinal").first()
    return None if term is None or term.withdrawn else term


def open_term(case_ref: str, by: AbstractBaseUser | None = None) -> PublicationTerm:
    """The current term, or a new one with new ids where there is none or the last was withdrawn."""
    term = current_term(case_ref)
    if term is not None:
        return term
    ordinal = PublicationTerm.objects.filter(case_ref=case_ref).count() + 1
    try:
        with transaction.atomic():
            term = PublicationTerm.objects.create(case_ref=case_ref, ordinal=ordinal)
            log.record("term.open", term.public_id, by, ordinal=ordinal)
    except IntegrityError:
        # Somebody opened the same term between the look and the insert: theirs is as good.
        return PublicationTerm.objects.get(case_ref=case_ref, ordinal=ordinal)
    return term
