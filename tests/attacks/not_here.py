"""Ways that are no attack of this suite, and why."""

NOT_HERE = {
    "P25": "Wagtail's own task takes nothing from the client's words that publishes; that ours takes nothing "
    "at all is asked in tests/review/test_submission.py.",
    "P34": "A released text refers to nothing: words are frozen and pictures are kept by their own hash, "
    "which the database checks (tests/publication/test_database_carries_the_rule.py).",
    "P36": "What Wagtail calls a page's newest version may be its row. Ours is never asked: what is signed "
    "is served byte for byte (tests/publication/test_signed_is_served.py).",
}
