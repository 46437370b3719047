"""Ways that are no attack of this suite, and why."""

NOT_HERE = {
    "P25": "Wagtail's own task takes nothing from the client's words that publishes; that ours takes nothing "
    "at all is asked in tests/review/test_submission.py.",
    "P34": "A released text refers to nothing: words are frozen and pictures are kept by their own hash, "
    "which the database checks (tests/publication/test_database_carries_the_rule.py).",
    "P36": "What Wagtail calls a page's newest version may be its row. Ours is never asked: what is signed "
    "is served byte for byte (tests/publication/test_signed_is_served.py).",
    "W4": "A case's slug is random and says nothing, and its redirects are deleted with its schedules when "
    "she withdraws (review/guard/drafts.py).",
    "W6": "Our search answers from the public records, hits and counts alike, whatever an index says: "
    "tests/search/test_search.py withdraws and recalls between two searches.",
    "W7": "Wagtail's purge hangs on its signals; ours is an outbox written with the withdrawal, and answers "
    "of cases are not kept: tests/publication/test_worker.py and test_withdrawal.py.",
    "W9": "A race is no single act: tests/races/test_release_and_withdrawal.py runs a thousand.",
    "R11": "That a number of Wagtail's exists says nothing of a case: outside it has its random id alone, "
    "and nothing public holds the number.",
    "R17": "A case page refers to no document, and a released text to no file but its signed pictures.",
    "R18": "Search promotions are not installed, and what is typed into our search is kept nowhere: "
    "tests/search/test_search.py.",
    "R19": "No served page loads anything of another host: tests/contracts/test_third_parties.py.",
    "R21": "Errors say nothing in JSON or HTML: tests/sixdegree/test_errors.py. What the browsable API would "
    "show is what the JSON shows, and that is asked of every row.",
    "R22": "Who dumps the database holds it. Signed bytes are kept apart from Wagtail's revisions, so "
    "purging those destroys no evidence: tests/attacks/test_evidence.py.",
}
