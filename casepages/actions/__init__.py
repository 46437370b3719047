"""The writes to a case file, one verb to a file: each checks, acts and notes who did it."""

from casepages.actions.change_case_file import change_case_file
from casepages.actions.open_case_file import open_case_file
from casepages.actions.record_consent import record_consent
from casepages.actions.withdrawal_codes import draw_code, use_up_codes

__all__ = ["change_case_file", "draw_code", "open_case_file", "record_consent", "use_up_codes"]
