"""What the second engine, SQLite, need not hold again: the one list, with its reasons.

There, a test is held where the answer could be another on SQLite: our own SQL, triggers, constraints,
locks, searches and migrations, the actions that rest on them, and what somebody meets who tries Sixdegree
on it. What follows asks screens, mails, files and addresses over and over, by different people, in many
languages, with nonsense. The ORM carries it to either engine alike, and PostgreSQL holds every test of it.
`docs/decisions/two-engines-one-suite.md`.
"""

SCREENS = "screens over records whose actions are held on both engines"
DOORS = "who is let through which door: sessions, codes and forms before anything is written"
WORDS = "what words, mails and files say, made from what was read already"
ADDRESSES = "every address asked again for another asker, method or piece of nonsense"
ELSEWHERE = "what another service or library does, beside either engine alike"

# Paths below tests/, a folder or a file each.
POSTGRESQL_ALONE = {
    "attacks/test_reading.py": ADDRESSES,
    "casepages/pictures": ELSEWHERE,
    "casepages/test_case_file_form.py": SCREENS,
    "casepages/test_page_editor.py": SCREENS,
    "casepages/test_strangers_in_the_admin.py": SCREENS,
    "contracts/test_methods.py": ADDRESSES,
    "contracts/test_nonsense.py": ADDRESSES,
    "contracts/test_permissions.py": ADDRESSES,
    "contracts/test_third_parties.py": ADDRESSES,
    "home/documents/test_addresses.py": ADDRESSES,
    "home/documents/test_concern.py": SCREENS,
    "home/documents/test_degrees.py": WORDS,
    "home/documents/test_languages.py": WORDS,
    "home/documents/test_my_giving.py": SCREENS,
    "home/documents/test_share_pictures.py": WORDS,
    "home/pages/test_admin_screens.py": SCREENS,
    "home/registration/test_keep_informed.py": DOORS,
    "payments/desk": SCREENS,
    "payments/donors/test_own_giving.py": SCREENS,
    "payments/donors/test_signing_in.py": DOORS,
    "payments/receipts/test_document.py": WORDS,
    "payments/receipts/test_mails.py": WORDS,
    "payments/test_forged_events.py": DOORS,
    "review/casefiles/test_case_file_screens.py": SCREENS,
    "review/casefiles/test_terms_screen.py": SCREENS,
    "review/test_answer.py": SCREENS,
    "review/test_combination.py": WORDS,
    "review/test_comments_on_parts.py": SCREENS,
    "review/test_concerns.py": SCREENS,
    "review/test_desk.py": SCREENS,
    "review/test_findings.py": WORDS,
    "review/test_front_ends.py": SCREENS,
    "review/test_log_screen.py": SCREENS,
    "review/test_mails.py": WORDS,
    "review/test_open_data.py": SCREENS,
    "review/test_preview_links.py": DOORS,
    "review/test_previews.py": DOORS,
    "review/test_queue.py": SCREENS,
    "review/test_reauthentication.py": DOORS,
    "review/test_stages.py": WORDS,
    "review/test_start_page.py": SCREENS,
    "review/test_text_check.py": WORDS,
    "review/test_translation.py": WORDS,
    "review/test_translators_are_told.py": SCREENS,
    "review/test_untranslated.py": WORDS,
    "search/elasticsearch": ELSEWHERE,
    "sixdegree/staff/test_donors_stay_out.py": DOORS,
    "sixdegree/staff/test_lockout.py": DOORS,
    "sixdegree/staff/test_second_factor.py": DOORS,
    "sixdegree/staff/test_signing.py": DOORS,
}


def on_postgresql_alone(path: str) -> bool:
    """Whether a test file, given by its path below tests/, is on the list, itself or by its folder."""
    return any(path == listed or path.startswith(f"{listed}/") for listed in POSTGRESQL_ALONE)
