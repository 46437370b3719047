from payments.models.account import DonorAccount, DonorFollow, MailedCode
from payments.models.attempt import GivingAttempt
from payments.models.campaign import Campaign, CampaignClosure, FundingSnapshot
from payments.models.disbursement import Disbursement, DisbursementDocument, DisbursementShare
from payments.models.dispute import Dispute
from payments.models.donation import Donation
from payments.models.donor import Donor, DonorIdentity
from payments.models.fund import FundBalance, FundCommitment, FundExchange
from payments.models.ledger import LedgerEntry, LedgerTransaction
from payments.models.monthly import MonthlyGift
from payments.models.offer import Offer
from payments.models.outbox import OutboxEntry
from payments.models.payout import Payout
from payments.models.proof import SpentProof
from payments.models.provider import ProviderEvent
from payments.models.receipt import Receipt, ReceiptSeries, ReceiptVoid
from payments.models.reconciliation import Reconciliation
from payments.models.refund import Refund

__all__ = [
    "Campaign",
    "CampaignClosure",
    "Disbursement",
    "DisbursementDocument",
    "DisbursementShare",
    "Dispute",
    "Donation",
    "Donor",
    "DonorAccount",
    "DonorFollow",
    "DonorIdentity",
    "FundBalance",
    "FundCommitment",
    "FundExchange",
    "FundingSnapshot",
    "GivingAttempt",
    "LedgerEntry",
    "LedgerTransaction",
    "MailedCode",
    "MonthlyGift",
    "Offer",
    "OutboxEntry",
    "Payout",
    "ProviderEvent",
    "Receipt",
    "ReceiptSeries",
    "ReceiptVoid",
    "Reconciliation",
    "Refund",
    "SpentProof",
]
