"""What the apps above ask of a case file."""

from casepages.models import CaseFile


def contributors(case_file: CaseFile) -> set[int]:
    """The ids of everyone who opened or changed the file or recorded a consent for it."""
    return set(case_file.edits.exclude(user=None).values_list("user_id", flat=True))
