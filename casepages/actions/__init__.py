"""The writes to a case file, to pictures and to stages: each checks, acts and notes who did it."""

from casepages.actions.change_case_file import change_case_file
from casepages.actions.open_case_file import open_case_file
from casepages.actions.pictures import (
    cover_picture,
    describe_picture,
    leave_uncovered,
    upload_picture,
)
from casepages.actions.protected_terms import enter_terms, forget_terms, remove_terms, rotate_terms
from casepages.actions.record_consent import record_consent
from casepages.actions.stages import word_stage
from casepages.actions.withdrawal_codes import draw_code, use_up_codes

__all__ = [
    "change_case_file",
    "cover_picture",
    "describe_picture",
    "draw_code",
    "enter_terms",
    "forget_terms",
    "leave_uncovered",
    "open_case_file",
    "record_consent",
    "remove_terms",
    "rotate_terms",
    "upload_picture",
    "use_up_codes",
    "word_stage",
]
