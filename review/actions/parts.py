"""Taking the parts of the original into a translation: asked for by its translator, never done by itself."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from review.exceptions import CannotSubmit
from review.translators import original_page_of


@transaction.atomic
def take_parts(page: Any, person: Any) -> int:
    """Save a draft with every part of the original, under its id and in its order; returns how many are new.

    Translated parts stay as they are, those of the translation alone come last. Raises PermissionDenied, or
    CannotSubmit where no original was submitted.
    """
    if not page.permissions_for_user(person).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    found = original_page_of(draft)
    if found is None or not hasattr(draft, "milestones"):
        raise CannotSubmit(_("No original of this page was submitted yet, so there are no parts to take."))
    there, here = (list(told.milestones.get_prep_value()) for told in (found[0], draft))
    translated = {part["id"]: part for part in here}
    ids = {part["id"] for part in there}
    parts = [translated.get(part["id"], part) for part in there]
    parts += [part for part in here if part["id"] not in ids]
    draft.milestones = draft._meta.get_field("milestones").to_python(json.dumps(parts))
    draft.save_revision(user=person, log_action=True)
    return len(ids - translated.keys())
