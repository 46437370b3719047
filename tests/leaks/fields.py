"""Every field that can hold words, but those that are public or that no person's word can reach.

What is not named here is private: a field that is added tomorrow is planted and looked for.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
Field = tuple[type[models.Model], models.Field]

# Served as they are: the signed bytes and what is derived from them. The page's own fields are not among
# them, for nothing public reads the page.
PUBLIC = {
    "sixdegree_publication.PublicRecord.bytes",
    "sixdegree_publication.PublicRecord.card",
    "sixdegree_publication.RecordFacet.value",
    "sixdegree_publication.Media.content",
    "sixdegree_search.IndexedRecord.alias",
    "sixdegree_search.IndexedRecord.alias_key",
    "sixdegree_search.IndexedRecord.head",
    "sixdegree_search.IndexedRecord.lead",
    "sixdegree_search.IndexedRecord.story",
    "sixdegree_search.IndexedArea.name",
    "sixdegree_search.IndexedArea.key",
}

# Held by a digest that the database checks: no word can be put there. What they say is looked for as it is.
SIGNED = {
    "sixdegree_publication.Candidate.public_bytes",
    "sixdegree_publication.Candidate.review_bytes",
    "sixdegree_publication.OpenDataTable.content",
}

# Written by a machine in a fixed form: ids, digests, codes, slugs, times, the tree's own paths. No person can
# type a word into them, and a word in their place would only break what reads them. By table, so that a name
# which is harmless in one is not spared in another.
MACHINE = {
    "sixdegree_home.SitePage": "locales",
    "sixdegree_home.PageSubject": "subject",
    "sixdegree_home.Registration": "email_hash locale",
    "sixdegree_review.GuardedType": "kind",
    "sixdegree_review.AccountChange": "account verb",
    "sixdegree_review.PrivacyReviewTaskState": "risk risk_reasons",
    "sixdegree_review.PrivacyConcern": "subject locale",
    "sixdegree_review.TermChecks": "scope",
    "sixdegree_review.ReleasedPage": "kind subject locale",
    "sixdegree_review.CaseloadRow": "origin age_band exploitation",
    "sixdegree_casepages.CaseFile": "ref case_number_fingerprint",
    "sixdegree_casepages.CasePage": "exploitation origin",
    "sixdegree_casepages.ConsentRecord": "locales channels",
    "sixdegree_casepages.Stage": "slug",
    "sixdegree_casepages.ProtectedForm": "chain channel reach tag near head tail",
    "sixdegree_casepages.GuardedName": "kind chain channel reach tag near head tail owner",
    "sixdegree_publication.Candidate": "subject locale digest review_digest source",
    "sixdegree_publication.SignOff": "digest review_digest",
    "sixdegree_publication.LogEntry": "actor verb subject detail previous hash",
    "sixdegree_publication.OutboxEntry": "kind payload",
    "sixdegree_publication.PlaceLedgerEntry": "case_ref slot area",
    "sixdegree_publication.PublicationTerm": "public_id consent_ref campaign_ref case_ref",
    "sixdegree_publication.Consent": "consent_ref locales channels",
    "sixdegree_publication.Release": "subject",
    "sixdegree_publication.PublicRecord": "subject locale digest",
    "sixdegree_publication.RecordFacet": "name",
    "sixdegree_publication.Media": "content_type",
    "sixdegree_publication.OpenDataTable": "digest",
    "sixdegree_publication.Withdrawal": "public_id",
    "sixdegree_publication.Recall": "subject locale",
    "sixdegree_search.IndexedRecord": "subject status origin marks",
    "sixdegree_search.IndexedArea": "code locale lang",
    "sixdegree_payments.Campaign": "ref currency",
    "sixdegree_payments.CampaignClosure": "campaign_ref",
    "sixdegree_payments.FundingSnapshot": "degrees",
    "sixdegree_payments.Donor": "email_hash",
    "sixdegree_payments.DonorAccount": "locale",
    "sixdegree_payments.DonorFollow": "campaign_ref",
    "sixdegree_payments.MailedCode": "email_key network_key",
    "sixdegree_payments.GivingAttempt": "network_key campaign_ref",
    "sixdegree_payments.Donation": (
        "currency locale key_hash body_hash address_hash "
        "checkout_params session_id checkout_url payment_intent charge reference invoice"
    ),
    "sixdegree_payments.MonthlyGift": "subscription currency locale unpaid_invoice ended_by",
    "sixdegree_payments.Receipt": "series",
    "sixdegree_payments.ReceiptVoid": "by",
    "sixdegree_payments.LedgerTransaction": "source by",
    "sixdegree_payments.LedgerEntry": "account currency",
    "sixdegree_payments.Reconciliation": "findings failed",
    "sixdegree_payments.Refund": "currency by provider_id failure",
    "sixdegree_payments.Dispute": "provider_id currency reason borne_by answered_by",
    "sixdegree_payments.Payout": "provider_id currency failure",
    "sixdegree_payments.FundBalance": "fund currency",
    "sixdegree_payments.FundExchange": "from_currency to_currency by",
    "sixdegree_payments.Disbursement": "need currency by",
    "sixdegree_payments.DisbursementDocument": "content_type digest",
    "sixdegree_payments.OutboxEntry": "kind payload",
    "sixdegree_payments.ProviderEvent": "event_id type closed_by digest",
    "wagtailusers.UserProfile": "preferred_language current_time_zone dismissibles",
    "wagtaildocs.Document": "file_hash",
    "wagtailimages.Image": "file_hash",
    "wagtailimages.Rendition": "filter_spec focal_point_key",
    "wagtailsearch.IndexEntry": "object_id",
    "wagtailadmin.EditingSession": "object_id",
    "wagtailadmin.FormState": "object_id parent_object_id",
    "wagtailcore.Locale": "language_code",
    "wagtailcore.Site": "hostname",
    "wagtailcore.APIToken": "key_hash prefix",
    "wagtailcore.ModelLogEntry": "action object_id",
    "wagtailcore.Revision": "object_id",
    "wagtailcore.Collection": "path",
    "wagtailcore.WorkflowState": "object_id",
    "wagtailcore.Page": "path",
    "wagtailcore.PageLogEntry": "action",
    "wagtailcore.Comment": "contentpath",
}

# Tables of Django and Wagtail that hold the program, not what people wrote.
PROGRAM = {"contenttypes.ContentType", "auth.Permission", "sessions.Session", "wagtailcore.ReferenceIndex"}


def name(model: type[models.Model], field: models.Field) -> str:
    return f"{model._meta.label}.{field.name}"


def holding_words() -> Iterator[Field]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in PROGRAM or model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, WORDS) and not field.choices and not field.primary_key:
                yield model, field


def private() -> list[Field]:
    machine = {f"{table}.{field}" for table, fields in MACHINE.items() for field in fields.split()}
    spared = PUBLIC | SIGNED | machine
    assert spared <= {name(*field) for field in holding_words()}, "a field is spared that is not there"
    return [(model, field) for model, field in holding_words() if name(model, field) not in spared]
