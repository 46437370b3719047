"""Ways to learn that something exists: a draft must be answered as a number, or an id, that was made up."""

import re
from collections.abc import Iterator, Mapping
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


def told_apart(client: Any, real: Mapping[str, Ids], invented: Ids) -> Iterator[str]:
    """Each address, of all that the site has, whose answers tell the ids of a name from made-up ones."""
    for pattern in (route.pattern for route in routes() if PARAMETER.search(route.pattern)):
        made_up = filled(pattern, invented)
        addresses = {name: filled(pattern, ids) for name, ids in real.items()}
        differing = {name: address for name, address in addresses.items() if address != made_up}
        for method in ("GET", "POST") if differing else ():
            other = told(client, method, made_up, invented)
            for name, address in differing.items():
                one = told(client, method, address, real[name])
                if one != other:
                    yield f"{name}: {method} {pattern}: {one[0]}, made up {other[0]}"


def numbers_of(at: Sort, page: Any) -> Ids:
    section, _made = PageViewRestriction.objects.get_or_create(
        page=at.world.open_root, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    return {**dict.fromkeys(PAGE, page.pk), "page_view_restriction_id": section.pk}


def made_up(ids: Ids) -> Ids:
    kept = {"page_view_restriction_id": ids["page_view_restriction_id"]}
    return {name: NOBODY if isinstance(key, int) else opaque_id() for name, key in ids.items()} | kept


def learnt(at: Sort, real: Mapping[str, Ids]) -> Iterator[str]:
    """By a stranger, by two colleagues without a right on it, and by a token that somebody stole of each."""
    invented = made_up(next(iter(real.values())))
    people = (at.world.finance, at.world.webmaster)
    for client in (at.world.stranger, *map(at.browser, people), *map(at.bearer, people)):
        yield from told_apart(client, real, invented)


def learnt_of(at: Sort, secret: str, ids: Ids) -> str:
    """All of what is guarded; of what nothing guards the first, which is aim enough."""
    told = learnt(at, {secret: ids})
    return "".join(told) if at.guarded else next(told, "")


def numbers_told_apart(at: Sort, drafts: list[tuple[str, Any]]) -> Iterator[str]:
    """By their words. What was made up is asked for once at each address, and every draft beside it."""
    return learnt(at, {secret: numbers_of(at, page) for secret, page in drafts})


@attack("R11", *HERS, reads=numbers_told_apart)
def a_page_s_number(at: Sort, secret: str) -> tuple[str, Any]:
    return secret, at.draft(secret)


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
    return learnt_of(at, secret, ids)


@attack("R11")
def the_random_id_of_what_was_withdrawn_before_it_was_public(at: Sort, secret: str) -> str:
    """Of what was public a stranger is told that it is gone. Of what never was: nothing, withdrawn or not."""
    page = at.submittable(secret)
    ids = numbers_of(at, page)
    if at.guarded:
        page.get_workflow().start(page, at.world.editor)
        ids["public_id"] = PublicationTerm.objects.get(case_ref=page.case_file.ref).public_id
        at.world.withdraw(page)
    return learnt_of(at, secret, ids)
