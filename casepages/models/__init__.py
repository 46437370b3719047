"""Case files and what is told about them. Officers write the first group, editors the second."""

from casepages.models.case_file import CaseFile, CaseFileEdit, Need
from casepages.models.case_index_page import CaseIndexPage
from casepages.models.case_page import CasePage, CaseUpdate
from casepages.models.consent import ConsentRecord
from casepages.models.picture import CasePicture, CasePictureEdit
from casepages.models.protected_term import GuardedName, ProtectedForm, ProtectedTerm
from casepages.models.stage import Stage, StageEdit
from casepages.models.withdrawal_code import WithdrawalCode

__all__ = [
    "CaseFile",
    "CaseFileEdit",
    "CaseIndexPage",
    "CasePage",
    "CasePicture",
    "CasePictureEdit",
    "CaseUpdate",
    "ConsentRecord",
    "GuardedName",
    "Need",
    "ProtectedForm",
    "ProtectedTerm",
    "Stage",
    "StageEdit",
    "WithdrawalCode",
]
