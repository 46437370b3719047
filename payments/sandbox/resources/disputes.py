from payments.sandbox.actions.dispute_charge import answer_dispute, close_dispute
from payments.sandbox.api.errors import missing
from payments.sandbox.api.expansion import expandable
from payments.sandbox.api.lists import listing, page
from payments.sandbox.api.parameters import Boolean, Hash, Metadata, Params, Text, merged
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.shapes.dispute import EVIDENCE_TEXTS
from payments.sandbox.store import Json

_EVIDENCE = Hash(
    dict.fromkeys(EVIDENCE_TEXTS, Text(longest=20_000, clearable=True)),
    unsupported=("appeal", "enhanced_evidence"),
)
UPDATE = Hash(
    {"evidence": _EVIDENCE, "metadata": Metadata(), "submit": Boolean()},
    unsupported=("intended_submission_method",),
)


@route("GET", "/v1/disputes", listing(charge=Text(), payment_intent=Text()))
def list_(operation: Operation, params: Params) -> Json:
    equal = {name: params.get(name) for name in ("charge", "payment_intent")}
    return page(operation, "dispute", params, "/v1/disputes", equal)


@route("GET", "/v1/disputes/{dispute}")
def retrieve(operation: Operation, params: Params, dispute: str) -> Json:
    return find_dispute(operation, dispute)


@route("POST", "/v1/disputes/{dispute}", UPDATE)
def update(operation: Operation, params: Params, dispute: str) -> Json:
    """Evidence given is submitted unless `submit` is false, as with Stripe."""
    found = find_dispute(operation, dispute)
    found["metadata"] = merged(found["metadata"], params.get("metadata", {}))
    operation.store.save(found)
    if "evidence" not in params and "submit" not in params:
        return found
    return answer_dispute(operation, found, params.get("evidence", {}), submit=params.get("submit", True))


@route("POST", "/v1/disputes/{dispute}/close")
def close(operation: Operation, params: Params, dispute: str) -> Json:
    return close_dispute(operation, find_dispute(operation, dispute))


def find_dispute(operation: Operation, identifier: str) -> Json:
    dispute = operation.store.get(identifier, "dispute")
    if dispute is None:
        raise missing("dispute", identifier)
    return dispute


expandable("dispute", "charge", "payment_intent")
