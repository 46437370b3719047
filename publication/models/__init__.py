"""The tables of the public record. Import from here; the files group what changes together."""

from publication.models.candidates import Candidate, CandidateContributor, SignOff
from publication.models.front_ends import Event, FrontEnd
from publication.models.journal import LogEntry, OutboxEntry, OutboxStep
from publication.models.open_data import OpenDataTable
from publication.models.places import PlaceLedgerEntry
from publication.models.records import Media, PublicRecord, RecordFacet, Release
from publication.models.terms import Consent, ConsentExpiry, ConsentReminder, PublicationTerm
from publication.models.withdrawals import Recall, RecallReason, Withdrawal, WithdrawalReason

__all__ = [
    "Candidate",
    "CandidateContributor",
    "Consent",
    "ConsentExpiry",
    "ConsentReminder",
    "Event",
    "FrontEnd",
    "LogEntry",
    "Media",
    "OpenDataTable",
    "OutboxEntry",
    "OutboxStep",
    "PlaceLedgerEntry",
    "PublicRecord",
    "PublicationTerm",
    "Recall",
    "RecallReason",
    "RecordFacet",
    "Release",
    "SignOff",
    "Withdrawal",
    "WithdrawalReason",
]
