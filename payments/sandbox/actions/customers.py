"""Customers: one for each subscription, with what its payer typed; deleted, with all that names somebody."""

from payments.sandbox.identifiers import new_id, random_text
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.customer import CUSTOMER
from payments.sandbox.store import Json


def new_customer(operation: Operation, payer: Json) -> Json:
    """`payer` has `email`, `name` and `address`."""
    customer = made(
        CUSTOMER,
        id=new_id("cus", 14),
        address=payer["address"],
        created=operation.clock.now(),
        email=payer["email"],
        invoice_prefix=random_text(8).upper(),
        name=payer["name"],
    )
    operation.store.save(customer)
    operation.emit("customer.created", customer)
    return customer


def forget(operation: Operation, customer: Json) -> Json:
    """What is left is its id, and that it was deleted. Its subscriptions are to be ended before."""
    operation.emit("customer.deleted", customer)
    gone = {"id": customer["id"], "object": "customer", "created": customer["created"], "deleted": True}
    return operation.store.save(gone)
