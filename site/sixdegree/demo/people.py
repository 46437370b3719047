"""The demo's staff, one for every role. Their passwords are drawn anew for every data folder."""

import os
import secrets
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group


class Person(NamedTuple):
    username: str
    first_name: str
    last_name: str
    group: str
    does: str


STAFF = [
    Person("officer", "Ratri", "Handoko", "Case officers", "case files, consent, needs, withdrawal"),
    Person("editor", "Malee", "Wongchai", "Editors", "writes stories, updates and content pages"),
    Person("reviewer", "Tomas", "Lind", "Privacy reviewers", "signs or returns what would become public"),
    Person("reviewer2", "Adwoa", "Mensah", "Privacy reviewers", "the second pair of eyes"),
    Person("finance", "Ines", "Carvalho", "Finance officers", "refunds, disputes, the fund, exports"),
    Person("operator", "Jonas", "Weber", "Operators", "recalls, registers front ends, reads the log"),
]


def password() -> str:
    """Sixty bits, easily copied by hand."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(12))


def create_staff(sign_ins: Path, host: str) -> None:
    """Create the people and write their sign-ins to `sign_ins`, readable by its owner only."""
    passwords = {person.username: password() for person in STAFF}
    for person in STAFF:
        user = get_user_model().objects.create_user(
            person.username,
            f"{person.username}@{host}",
            passwords[person.username],
            first_name=person.first_name,
            last_name=person.last_name,
        )
        user.groups.add(Group.objects.get(name=person.group))
    lines = ["  sign in as   password       to see", ""]
    lines += [f"  {p.username:<12} {passwords[p.username]:<14} {p.group}: {p.does}" for p in STAFF]
    lines += [
        "",
        "  the password alone is asked for here; outside the demo nobody gets in without a second factor",
        "",
        "  card 4242 4242 4242 4242, any later date and CVC, pays at the sandbox provider; no money moves",
        "",
    ]
    descriptor = os.open(sign_ins, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(lines))
