"""Somebody else's Wagtail project installs us by the README, and a case goes its whole way there.

It has apps named `home` and `search` of its own, as `wagtail start` makes them.
"""

import hashlib
import json
from pathlib import Path

import pytest

pytestmark = [pytest.mark.process, pytest.mark.postgresql]


def signed_bytes(answer: str) -> bytes:
    """The case as it stands in the answer, not parsed and written anew."""
    start = answer.index('"case":') + len('"case":')
    _case, end = json.JSONDecoder().raw_decode(answer, start)
    return answer[start:end].encode()


def test_the_hosts_own_home_and_search_win(host, way):
    for name in ("home", "search.views"):
        assert Path(way["modules"][name]).is_relative_to(host.folder)


def test_our_apps_come_from_the_installed_wheel(host, way):
    installed = host.env["PYTHONPATH"]
    ours = ("storymap", "payments", "casepages", "publication", "review")
    assert [name for name in ours if not way["modules"][name].startswith(installed)] == []


def test_the_host_has_no_migration_of_ours_to_make(way):
    assert way["migrations"].strip() == "No changes detected"


def test_staff_work_in_the_hosts_admin(way):
    assert way["case files"]["status"] == 200
    assert way["page editor"]["status"] == 200
    assert "/static/storymap/js/area-map.js" in way["page editor"]["body"]
    assert way["picker"]


def test_a_preview_is_drawn_plainly_without_our_home(way):
    assert "A loom by the window" in way["preview"]
    assert "Preview: not public." in way["preview"]


def test_a_stranger_finds_no_draft(way):
    assert json.loads(way["draft"]["body"])["results"] == []


def test_a_stranger_reads_the_bytes_that_were_signed(way):
    assert way["released"]["status"] == 200
    assert hashlib.sha256(signed_bytes(way["released"]["body"])).hexdigest() == way["digest"]


def test_the_released_case_is_listed_and_mapped(way):
    assert [case["alias"] for case in json.loads(way["list"]["body"])["results"]] == ["Sari"]
    assert way["map"]["type"] == "application/geo+json"


def test_the_host_answers_refusals_as_problems(way):
    assert (way["unknown"]["status"], way["unknown"]["type"]) == (404, "application/problem+json")
    assert json.loads(way["unknown"]["body"])["detail"]


def test_a_donor_gives_through_the_hosts_api(way):
    assert (way["gift"]["reserved"], way["gift"]["checkout"]) == (201, 200)
    assert way["gift"]["settled"]["status"] == "paid"


def test_the_hosts_own_pages_moderation_and_search_go_on(way):
    assert [page["status"] for page in way["own pages"]] == [200, 200]
    assert all("A page of the host's own." in page["body"] for page in way["own pages"])
    assert sorted(way["own search"]["body"].split(", ")) == ["Harvest recipe", "Harvest report"]


def test_nothing_is_left_of_a_withdrawn_case(way):
    assert (way["withdrawn"]["status"], way["withdrawn"]["type"]) == (410, "application/problem+json")
    assert "Sari" not in way["withdrawn"]["body"]
    assert json.loads(way["list afterwards"]["body"])["results"] == []


def test_the_worker_carries_the_withdrawal_into_wagtail(way):
    assert way["live"] == {"released": True, "withdrawn": False}
