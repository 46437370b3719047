"""What Wagtail keeps of a form while somebody previews it: a draft in the clear, outside what is signed."""

from wagtail.admin.models import FormState


def purge() -> int:
    """Delete what is older than a day; Wagtail does so only when the next person previews something."""
    count, _by_model = FormState.objects.stale().delete()
    return count
