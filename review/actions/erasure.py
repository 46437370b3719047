"""Erasure of a file's case, once its consent was withdrawn: for good, in the file and everywhere else."""

from django.contrib.auth.base_user import AbstractBaseUser

from casepages.models import CaseFile
from publication.actions import erase as publication_erase


def erase(case_file: CaseFile, by: AbstractBaseUser | None) -> dict[str, int]:
    """How many things were removed, by part. Twice is as good as once; so is once more after a failure.

    Raises publication's ErasureRefused while a consent stands.
    """
    return publication_erase.erase(case_file.ref, by)
