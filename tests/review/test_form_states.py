"""What a preview left behind is gone after a day, whether or not anybody previews again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.admin.models import FormState

from publication import worker

pytestmark = pytest.mark.django_db


def test_a_form_kept_for_a_preview_is_deleted_after_a_day(draft, editor):
    for hours in (1, 25):
        FormState.objects.update_or_create_by_instance(
            draft,
            parent_object_id=str(hours),
            user=editor,
            defaults={
                "data": "summary=Her+own+words",
                "last_updated_at": timezone.now() - timedelta(hours=hours),
            },
        )
    counts, failed = worker.tick()
    assert not failed
    assert counts["form_states"] == 1
    assert FormState.objects.get().parent_object_id == "1"
