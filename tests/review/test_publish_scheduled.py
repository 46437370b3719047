"""The clock publishes what the host has scheduled, and nothing that only a signature publishes."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from casepages.models import CasePage

pytestmark = pytest.mark.django_db


def scheduled(page, minutes):
    revision = page.get_latest_revision() or page.save_revision()
    past = timezone.now() - timedelta(minutes=minutes)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past)


@pytest.mark.parametrize("command", ["publish_scheduled", "publish_scheduled_pages"])
def test_a_case_on_the_clock_does_not_stop_the_host_s_own_page(draft, capsys, command):
    jobs = Page.get_first_root_node().add_child(instance=Page(title="Jobs", slug="jobs", live=False))
    scheduled(draft, 20)
    scheduled(jobs, 10)
    call_command(command)
    assert Page.objects.get(pk=jobs.pk).live
    assert not CasePage.objects.get(pk=draft.pk).live
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert "1 revisions were scheduled" in capsys.readouterr().err


def test_a_dry_run_changes_nothing(draft):
    scheduled(draft, 20)
    call_command("publish_scheduled", dryrun=True)
    assert Revision.objects.exclude(approved_go_live_at=None).count() == 1
