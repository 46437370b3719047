"""Where the sandbox may answer otherwise than the mock, and why. Patterns of `shapes.differences`."""

OPTIONAL = (
    "Optional in the schema, and not in the mock's fixture. The types of Stripe's library know it:"
    " tests/payments/sandbox/test_shapes.py holds every answer of ours against them."
)

ALLOWED: dict[str, str] = {
    r"\.source: ours alone$": OPTIONAL,
    r"\.radar_options: ours alone$": OPTIONAL,
    r"\.amount_details\.tip: ours alone$": OPTIONAL,
    r"\.payment_method_options\.card: ours alone$": OPTIONAL,
    r"\.outcome\.risk_level: ours alone$": OPTIONAL,
    r"\.destination_details\.card\.reference_(status|type): ours alone$": OPTIONAL,
    r"\.intended_submission_method: ours alone$": OPTIONAL,
    r"\.evidence_details\.submission_method: ours alone$": OPTIONAL,
    r"\.payment\.payment_intent: ours alone$": OPTIONAL,
    r"\.pricing\.price_details: ours alone$": OPTIONAL,
    r"^checkout\.session\.allowed_payment_method_types: ours alone$": (
        "New on a session in the version we speak; the mock's schema is one version older."
    ),
    r"^list\.data\[\]\.allowed_payment_method_types: ours alone$": "The same, in the list of sessions.",
    r"(^charge|latest_charge|^list\.data\[\])\.refunds: missing$": (
        "Since version 2022-11-15 only where it is expanded; the mock's fixture is older than that."
    ),
    r"^balance\.connect_reserved: missing$": "Answered to platforms with accounts connected to them.",
}
