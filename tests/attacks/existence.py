"""Ways to learn that something exists: a draft must be answered as a number, or an id, that was made up."""

import re
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.models import PageViewRestriction

from publication.identifiers import opaque_id
from publication.models import PublicationTerm
from tests.attacks.rows import HERS, attack
from tests.attacks.world import Sort
from tests.contracts.routes import PARAMETER, filled, routes

# What Wagtail's addresses and ours call the page they are about.
PAGE = ("page_id", "page_pk", "page_to_copy_id", "page_to_move_id", "parent_page_id")
DESK, FILES = "admin/privacy-desk/:pk", "admin/case-files/:pk"
# What differs from one answer to the next, whatever was asked: a form's token, and the numbers in links.
PASSING = re.compile(r"[A-Za-z0-9]{64}|nonce-[\w-]+|\d+")
ALWAYS_NEW = {"Set-Cookie", "Date", "Content-Length", "Expires", "Last-Modified"}
NOBODY = 987_654_321

Ids = dict[str, Any]


def told(client: Any, method: str, address: str, ids: Ids) -> tuple[Any, ...]:
    """Status, headers and body, without what was asked for. Nothing of it stays done."""
    kept = dict(client.cookies)
    with transaction.atomic():
        answer = client.generic(method, address)
        said = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(kept)
    headers = {name: value for name, value in answer.headers.items() if name not in ALWAYS_NEW}
    return answer.status_code, *(_masked(text, address, ids) for text in (str(headers), said))


def _masked(text: str, address: str, ids: Ids) -> str:
    asked = {address, *(str(each) for each in ids.values() if not str(each).isdecimal())}
    for each in sorted(asked, key=len, reverse=True):
        text = text.replace(each, "…")
    return PASSING.sub("…", text)


def told_apart(client: Any, real: Ids, made_up: Ids) -> Iterator[str]:
    """Each address, of all that the site has, whose answers tell the real ids from the made-up ones."""
    for pattern in (route.pattern for route in routes() if PARAMETER.search(route.pattern)):
        addresses = [(filled(pattern, ids), ids) for ids in (real, made_up)]
        if addresses[0][0] == addresses[1][0]:
            continue
        for method in ("GET", "POST"):
            one, other = (told(client, method, address, ids) for address, ids in addresses)
            if one != other:
                yield f"{method} {pattern}: {one[0]}, made up {other[0]}"


def numbers_of(at: Sort, page: Any) -> Ids:
    section = PageViewRestriction.objects.create(
        page=at.world.open_root, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    return {**dict.fromkeys(PAGE, page.pk), "page_view_restriction_id": section.pk}


def made_up(ids: Ids) -> Ids:
    kept = {"page_view_restriction_id": ids["page_view_restriction_id"]}
    return {name: NOBODY if isinstance(key, int) else opaque_id() for name, key in ids.items()} | kept


def learnt(at: Sort, ids: Ids) -> list[str]:
    """By a stranger, by two colleagues without a right on it, and by a token that somebody stole of each."""
    invented = made_up(ids)
    people = (at.world.finance, at.world.webmaster)
    clients = [at.world.stranger, *map(at.browser, people), *map(at.bearer, people)]
    return [line for client in clients for line in told_apart(client, ids, invented)]


@attack("R11", *HERS)
def a_page_s_number(at: Sort, secret: str) -> str:
    found = learnt(at, numbers_of(at, at.draft(secret)))
    return f"{secret}: {found}" if found else ""


@attack("R11")
def the_numbers_and_the_random_id_of_what_waits_at_the_desk(at: Sort, secret: str) -> str:
    page = at.submittable(secret)
    ids = numbers_of(at, page)
    if at.guarded:
        page.get_workflow().start(page, at.world.editor)
        state = page.current_workflow_task_state.specific
        assert state.candidate, state.comment
        term = PublicationTerm.objects.get(case_ref=page.case_file.ref)
        ids |= {"public_id": term.public_id, DESK: state.candidate_id, FILES: page.case_file_id}
        ids |= {"task_state_id": state.pk, "revision_id": page.latest_revision_id}
    found = learnt(at, ids)
    return f"{secret}: {found}" if found else ""


@attack("R11")
def the_random_id_of_what_was_withdrawn_before_it_was_public(at: Sort, secret: str) -> str:
    """Of what was public a stranger is told that it is gone. Of what never was: nothing, withdrawn or not."""
    page = at.submittable(secret)
    ids = numbers_of(at, page)
    if at.guarded:
        page.get_workflow().start(page, at.world.editor)
        ids["public_id"] = PublicationTerm.objects.get(case_ref=page.case_file.ref).public_id
        at.world.withdraw(page)
    found = learnt(at, ids)
    return f"{secret}: {found}" if found else ""
