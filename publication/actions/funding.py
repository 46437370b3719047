"""Keeping a case's mirrored status, and its campaign, in step with what is public."""

import json
from contextlib import suppress
from typing import Any

from payments.actions import campaigns
from payments.donors import actions as followers
from payments.exceptions import CampaignClosed
from payments.readers import funding
from publication.models import Consent, PublicationTerm, PublicRecord, Withdrawal
from publication.models.kinds import Kind
from publication.readers.visibility import visible

# The channel of a consent that allows it.
NEWS_MAILS = "news_mails"


def mirror_status(campaign_ref: str) -> None:
    """Copy the published status onto the case's records, so that the list's order is one index."""
    snapshot = funding([campaign_ref]).get(campaign_ref)
    if snapshot is not None:
        PublicRecord.objects.filter(
            kind=Kind.CASE, term__campaign_ref=campaign_ref, funding_version__lt=snapshot.version
        ).update(status=snapshot.status, funding_version=snapshot.version)


def on_snapshot(payload: dict[str, Any]) -> None:
    """Subscriber of payments' `snapshot` events: `{"campaign": ref, "status": …, "version": n}`."""
    mirror_status(payload["campaign"])


def align_campaign(payload: dict[str, Any]) -> None:
    """Follow a withdrawal, recall, expiry or change of consent: `{"public_id": …}`. Not for pages."""
    term = PublicationTerm.objects.filter(public_id=payload.get("public_id", "")).first()
    if term is not None:
        align(term)


def align(term: PublicationTerm) -> None:
    """Closed after a withdrawal, paused while no locale is public, open otherwise. Safe to repeat."""
    if Withdrawal.objects.filter(public_id=term.public_id).exists():
        campaigns.close_campaign(term.campaign_ref)
        return
    records = PublicRecord.objects.filter(kind=Kind.CASE, term=term)
    shown = visible(records).order_by("-is_source").first()
    if shown is not None:
        goal = json.loads(bytes(shown.bytes))["goal"]
        ends = Consent.objects.values_list("expires_at", flat=True).get(consent_ref=term.consent_ref)
        # Closed for good by the people of the money side: that is theirs to decide, and stays.
        with suppress(CampaignClosed):
            campaigns.open_campaign(term.campaign_ref, goal["amount"], goal["currency"], ends)
    elif records.exists():
        campaigns.pause_campaign(term.campaign_ref)


def tell_followers(payload: dict[str, Any]) -> None:
    """After an update's release: those who follow its case hear that there is news, where consent has it."""
    if payload.get("kind") != Kind.UPDATE:
        return
    shown = visible(PublicRecord.objects.filter(kind=Kind.UPDATE, subject=payload["subject"]))
    record = shown.select_related("term", "consent").first()
    if record and record.term and record.consent and NEWS_MAILS in record.consent.channels:
        followers.tell_followers(record.term.campaign_ref)


def pause_hidden(term: PublicationTerm) -> None:
    """Right after a release opened the campaign: a recall that came meanwhile hides the case, and stands."""
    if not visible(PublicRecord.objects.filter(kind=Kind.CASE, term=term)).exists():
        campaigns.pause_campaign(term.campaign_ref)
