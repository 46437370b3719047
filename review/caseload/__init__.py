"""How many people a published combination fits: the organisation's own caseload, and the cases in public."""
