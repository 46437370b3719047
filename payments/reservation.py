"""The one statement that takes a place in a goal. Nothing is read first and decided later.

The campaign's counter moves only where the goal, the remainder, the closures, the end and the address's open
reservations allow it, and the donation is inserted by the same act: on PostgreSQL one statement, on SQLite
two in one immediate transaction. The database's CHECKs and the unique slot stand behind it.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from payments import conf, identifiers


@dataclass(frozen=True, slots=True)
class Request:
    """All of a donation's row. `least`: the smallest remainder the goal may be left with, unless it is
    nothing.
    """

    id: str
    campaign: str
    amount: int
    fee_cover: int
    currency: str
    locale: str
    surplus_rule: str
    degree: int | None
    waited: bool
    key_hash: str
    body_hash: str
    address_hash: str
    checkout_params: dict[str, Any]
    expires_at: datetime
    least: int
    every_month: bool = False
    reference: str = field(default_factory=identifiers.opaque_id)


FREE_SLOT = """
    (SELECT min(slots.slot) FROM (SELECT 1 AS slot UNION SELECT 2 UNION SELECT 3) slots
     WHERE slots.slot <= %(open_reservations)s AND NOT EXISTS (
        SELECT 1 FROM sixdegree_payments_donation taken
        WHERE taken.campaign_id = campaign.id AND taken.state = 'reserved'
          AND taken.address_hash = %(address_hash)s AND taken.address_slot = slots.slot))
"""
# The database's own clock, as its rows are written.
NOW = {"postgresql": "statement_timestamp()", "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now')"}
# A fund counts only gifts in its own currency here; the ledger holds them all.
TAKE = f"""
    UPDATE sixdegree_payments_campaign AS campaign
    SET reserved = reserved + CASE WHEN currency = %(currency)s THEN %(amount)s ELSE 0 END
    WHERE ref = %(campaign)s
      AND (kind = 'fund' OR currency = %(currency)s)
      AND (goal IS NULL OR received + reserved + %(amount)s = goal
           OR received + reserved + %(amount)s + %(least)s <= goal)
      AND NOT EXISTS (SELECT 1 FROM sixdegree_payments_campaignclosure closure
                      WHERE closure.campaign_ref = %(campaign)s AND closure.lifted_at IS NULL)
      AND (open_until IS NULL OR open_until > {{now}})
      AND {FREE_SLOT} IS NOT NULL
"""  # noqa: S608  built of constants
RECORD = """
    INSERT INTO sixdegree_payments_donation
        (id, reference, campaign_id, state, amount, fee_cover, currency, locale, surplus_rule, degree, waited,
         every_month, key_hash, body_hash, address_hash, address_slot, checkout_params, expires_at,
         session_id, checkout_url, payment_intent)
    SELECT %(id)s, %(reference)s, campaign.id, 'reserved', %(amount)s, %(fee_cover)s, %(currency)s,
    %(locale)s, %(surplus_rule)s, %(degree)s, %(waited)s, %(every_month)s, %(key_hash)s, %(body_hash)s,
    %(address_hash)s, {free_slot}, %(checkout_params)s, %(expires_at)s, '', '', '' FROM {source} campaign
"""
TAKEN = "(SELECT id FROM sixdegree_payments_campaign WHERE ref = %(campaign)s)"


def reserve(request: Request) -> bool:
    """True if the donation stands reserved. To be called in a transaction of its own.

    Raises IntegrityError if the key is known already, or if another request of the same address took the
    slot.
    """
    values = bound(request)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            record = RECORD.format(free_slot=FREE_SLOT, source="held")
            take = TAKE.format(now=NOW[connection.vendor])
            cursor.execute(f"WITH held AS ({take} RETURNING campaign.id) {record}", values)
            return cursor.rowcount == 1
        cursor.execute(TAKE.format(now=NOW[connection.vendor]), values)
        if cursor.rowcount != 1:
            return False
        cursor.execute(RECORD.format(free_slot=FREE_SLOT, source=TAKEN), values)
        return True


def bound(request: Request) -> dict[str, Any]:
    values = {name: getattr(request, name) for name in Request.__slots__}
    values["checkout_params"] = json.dumps(request.checkout_params)
    values["open_reservations"] = min(conf.open_reservations(), 3)
    values["expires_at"] = connection.ops.adapt_datetimefield_value(request.expires_at)
    return values
