"""A provider in memory: what it would answer when asked, without a process to ask."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from payments import gateway

AT = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class Model:
    """Objects as they are now, and every movement of the balance there was."""

    refunds: dict[str, gateway.Refund] = field(default_factory=dict)
    disputes: dict[str, gateway.Dispute] = field(default_factory=dict)
    payouts: dict[str, gateway.Payout] = field(default_factory=dict)
    sessions: dict[str, gateway.CheckoutSession] = field(default_factory=dict)
    moved: list[gateway.Settlement] = field(default_factory=list)

    def moves(self, gross: int, fee: int = 0) -> gateway.Settlement:
        movement = gateway.Settlement(f"txn_{len(self.moved)}", gross, fee, gross - fee, "USD", AT)
        self.moved.append(movement)
        return movement

    @property
    def cash(self) -> int:
        return sum(movement.net for movement in self.moved)

    def pays(self, donation) -> gateway.CheckoutSession:
        amount = donation.charged
        payment = gateway.Payment(
            intent=f"pi_{donation.pk}",
            charge=f"ch_{donation.pk}",
            donation=donation.pk,
            amount=amount,
            currency="USD",
            created=AT,
            captured=True,
            settlement=self.moves(amount, fee=amount * 29 // 1000 + 30),
        )
        session = gateway.CheckoutSession(
            id=f"cs_{donation.pk}",
            url=None,
            status="complete",
            payment_status="paid",
            donation=donation.pk,
            amount=amount,
            currency="USD",
            email=f"{donation.pk}@example.org",
            name=None,
            failed=False,
            payment=payment,
        )
        self.sessions[donation.pk] = session
        return session

    def left(self, donation) -> int:
        """Of the charge, what is neither given back nor taken."""
        charge = f"ch_{donation.pk}"
        back = sum(r.amount for r in self.refunds.values() if r.charge == charge and r.status != "failed")
        taken = sum(d.amount for d in self.disputes.values() if d.charge == charge and d.status != "won")
        return donation.charged - back - taken

    def refund(self, donation, amount: int, ours: str | None = None, status: str = "succeeded"):
        made = gateway.Refund(
            id=f"re_{len(self.refunds)}",
            status=status,
            amount=amount,
            currency="USD",
            charge=f"ch_{donation.pk}",
            intent=f"pi_{donation.pk}",
            donation=donation.pk,
            refund=ours,
            failure="",
            created=AT,
            settlement=self.moves(-amount),
            failure_settlement=None,
        )
        self.refunds[made.id] = made
        return made

    def refund_fails(self, refund_id: str):
        made = self.refunds[refund_id]
        back = made.failure_settlement or self.moves(made.amount)
        self.refunds[refund_id] = replace(made, status="failed", failure_settlement=back)
        return self.refunds[refund_id]

    def dispute(self, donation, amount: int):
        made = gateway.Dispute(
            id=f"du_{len(self.disputes)}",
            status="needs_response",
            amount=amount,
            currency="USD",
            reason="fraudulent",
            charge=f"ch_{donation.pk}",
            intent=f"pi_{donation.pk}",
            donation=donation.pk,
            evidence_due_by=AT,
            created=AT,
            movements=(self.moves(-amount, fee=1_500),),
        )
        self.disputes[made.id] = made
        return made

    def decides(self, dispute_id: str, verdict: str):
        made = self.disputes[dispute_id]
        if made.status == "needs_response":
            back = (self.moves(made.amount, fee=-1_500),) if verdict == "won" else ()
            made = replace(made, status=verdict, movements=made.movements + back)
            self.disputes[dispute_id] = made
        return made

    def pay_out(self, amount: int):
        made = gateway.Payout(
            id=f"po_{len(self.payouts)}",
            status="pending",
            amount=amount,
            currency="USD",
            arrival_date=date(2026, 3, 3),
            failure="",
            created=AT,
            settlement=self.moves(-amount),
            failure_settlement=None,
        )
        self.payouts[made.id] = made
        return made

    def arrives(self, payout_id: str, status: str):
        made = self.payouts[payout_id]
        if made.status != "failed":
            back = self.moves(made.amount) if status == "failed" else None
            self.payouts[payout_id] = replace(made, status=status, failure_settlement=back)
        return self.payouts[payout_id]
