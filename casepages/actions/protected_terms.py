"""Protected terms are entered once, counted, and removed; what was entered stays in this request's memory."""

import random
from dataclasses import asdict, dataclass, replace

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from casepages.models import CaseFile, CaseFileEdit, GuardedName, ProtectedForm, ProtectedTerm
from casepages.terms import keys
from casepages.terms.entering import FUZZY, Form, forms, han
from casepages.terms.folding import SHAPE, VERSION, fold
from casepages.terms.kinds import EVERYWHERE

MOST, LONGEST = 200, 200
EVERY_TEXT = ""


@dataclass(frozen=True)
class Entered:
    """How many terms are kept, and the numbers of the lines that are not: too short, too long, too many, or
    the same as one above."""

    kept: int
    too_short: list[int]
    too_long: list[int]
    too_many: list[int]
    repeated: list[int]


@sensitive_variables()
@transaction.atomic
def enter_terms(case_file: CaseFile, kind: str, lines: list[str], by: AbstractBaseUser) -> Entered:
    """Keep the keyed hashes of each line that can be looked for. Lines are numbered from 1, as typed.

    Only lines entered together are compared: whether a term was kept before is told to nobody, for who may
    ask that can guess.
    """
    room = MOST - case_file.protected_terms.count()
    told = Entered(0, [], [], [], [])
    taken: dict[tuple[Form, ...], str] = {}
    for number, line in enumerate(lines, start=1):
        found = forms(line, kind, case_file.ref) if len(line) <= LONGEST else []
        if not line.strip():
            continue
        if len(line) > LONGEST:
            told.too_long.append(number)
        elif not found:
            told.too_short.append(number)
        elif tuple(found) in taken:
            told.repeated.append(number)
        elif len(taken) >= room:
            told.too_many.append(number)
        else:
            _keep(case_file, kind, found, by)
            taken[tuple(found)] = line
    _guard_everywhere(case_file, kind, list(taken.values()))
    if taken:
        CaseFileEdit.objects.create(case_file=case_file, user_id=by.pk, verb=CaseFileEdit.TERMS)
    return replace(told, kept=len(taken))


@transaction.atomic
def remove_terms(case_file: CaseFile, kind: str, by: AbstractBaseUser) -> int:
    """Delete all terms of one kind. Returns how many; none of them can be brought back."""
    terms = case_file.protected_terms.filter(kind=kind)
    count = terms.count()
    terms.delete()
    _forget_everywhere(case_file.ref, [kind])
    if count:
        CaseFileEdit.objects.create(case_file=case_file, user_id=by.pk, verb=CaseFileEdit.TERMS)
    return count


@transaction.atomic
def forget_terms(case_ref: str) -> int:
    """Delete every hash of a case: the first thing that withdrawal and erasure do with them. Returns how many
    terms there were; a second call finds none."""
    terms = ProtectedTerm.objects.filter(case_file__ref=case_ref)
    count = terms.count()
    terms.delete()
    _forget_everywhere(case_ref, list(EVERYWHERE))
    return count


@transaction.atomic
def rotate_terms() -> int:
    """Wrap every hash that is not under the newest key yet in that key as well. Returns how many rows."""
    newest, count = keys.newest(), 0
    for model in (ProtectedForm, GuardedName):
        for row in model.objects.select_for_update().iterator():
            if row.chain.split(keys.THEN)[-1] == newest:
                continue
            for name in row.HASHES:
                setattr(row, name, keys.wrap(bytes(getattr(row, name))))
            row.chain = f"{row.chain}{keys.THEN}{newest}"
            row.save()
            count += 1
    return count


def _keep(case_file: CaseFile, kind: str, found: list[Form], by: AbstractBaseUser) -> None:
    term = ProtectedTerm.objects.create(case_file=case_file, kind=kind, entered_by_id=by.pk)
    ProtectedForm.objects.bulk_create(
        ProtectedForm(term=term, chain=keys.newest(), **asdict(form)) for form in found
    )


@sensitive_variables()
def _guard_everywhere(case_file: CaseFile, kind: str, lines: list[str]) -> None:
    """What names one person only joins the set that every text of the site is held against."""
    if kind not in EVERYWHERE:
        return
    rows = [
        _guarded(case_file.ref, kind, form)
        for line in lines
        for form in forms(line, kind, EVERY_TEXT)
        if _names_one_person(line, form)
    ]
    random.SystemRandom().shuffle(rows)
    GuardedName.objects.bulk_create(rows)


def _names_one_person(line: str, form: Form) -> bool:
    """Long enough for a name and a surname: "Maria" alone would stop every text about any Maria."""
    if form.channel == SHAPE and han(fold(line, SHAPE).text):
        return form.length >= 3
    return form.reach == FUZZY


def _guarded(case_ref: str, kind: str, form: Form) -> GuardedName:
    row = GuardedName(kind=kind, chain=keys.newest(), **asdict(form))
    row.owner = _owner(case_ref, row)
    return row


def _owner(case_ref: str, row: GuardedName) -> bytes:
    return keys.tag(f"{VERSION}|owner|{case_ref}|{row.pk.hex}", keys.keys_of(row.chain))


def _forget_everywhere(case_ref: str, of_kinds: list[str]) -> None:
    rows = GuardedName.objects.filter(kind__in=of_kinds).only("pk", "owner", "chain")
    own = [row.pk for row in rows.iterator() if bytes(row.owner) == _owner(case_ref, row)]
    GuardedName.objects.filter(pk__in=own).delete()
