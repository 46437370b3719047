"""The writes to a case file, one verb to a file: each checks, acts and notes who did it."""

from casepages.actions.change_case_file import change_case_file
from casepages.actions.open_case_file import open_case_file
from casepages.actions.record_consent import record_consent

__all__ = ["change_case_file", "open_case_file", "record_consent"]
