"""How the version of the mock's schema differs from the one our code speaks.

The mock is of API version 2026-08-26.dahlia, we send 2026-10-28.endive (`gateway.API_VERSION`).
"""

# Renamed between the two: endive's library declares the first and no longer the second.
RENAMED = {"allowed_payment_method_types": "payment_method_types"}


def as_the_mock_says(body):
    """A form-encoded body of ours in the mock's version."""
    for ours, theirs in RENAMED.items():
        body = body.replace(f"{ours}[", f"{theirs}[").replace(f"{ours}%5B", f"{theirs}%5B")
    return body
