"""Law 3, once: what makes a record public at this moment, by the database's own clock."""

from typing import Any

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.fields import BooleanField
from django.db.models.functions import Now

from publication.models import PublicRecord, Recall, Withdrawal


class Lists(Func):
    """Whether a JSON array of texts holds a text: `Lists("consent__locales", F("locale"))`."""

    output_field = BooleanField()
    arity = 2

    def as_postgresql(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        return self.as_sql(compiler, connection, function="jsonb_exists")

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="EXISTS(SELECT 1 FROM json_each(%(expressions)s))",
            arg_joiner=") WHERE value = (",
        )


def withdrawn() -> Exists:
    return Exists(Withdrawal.objects.filter(public_id=OuterRef("term__public_id")))


def recalled() -> Exists:
    """A recall of the record, of its whole subject, or of the case an update belongs to."""
    return Exists(
        Recall.objects.filter(
            Q(locale="") | Q(locale=OuterRef("locale")),
            Q(subject=OuterRef("subject")) | Q(subject=OuterRef("term__public_id")),
            lifted_by=None,
        )
    )


def consented() -> Q:
    """Active, unexpired, for this locale and for site and API. Pages and the site need none (a CHECK)."""
    return Q(consent=None) | Q(
        Lists("consent__locales", F("locale")),
        Lists("consent__channels", Value("site_api")),
        consent__expires_at__gt=Now(),
    )


def public() -> Q:
    return Q(~withdrawn(), ~recalled(), consented())


def visible(records: QuerySet[PublicRecord]) -> QuerySet[PublicRecord]:
    return records.filter(public())
