from payments.models.campaign import Campaign, CampaignClosure, FundingSnapshot
from payments.models.donation import Donation, Receipt, ReceiptSeries
from payments.models.donor import Donor, DonorIdentity
from payments.models.ledger import LedgerEntry, LedgerTransaction
from payments.models.outbox import OutboxEntry
from payments.models.proof import SpentProof
from payments.models.provider import ProviderEvent

__all__ = [
    "Campaign",
    "CampaignClosure",
    "Donation",
    "Donor",
    "DonorIdentity",
    "FundingSnapshot",
    "LedgerEntry",
    "LedgerTransaction",
    "OutboxEntry",
    "ProviderEvent",
    "Receipt",
    "ReceiptSeries",
    "SpentProof",
]
