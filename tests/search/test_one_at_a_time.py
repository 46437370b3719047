"""Whoever reads what is public and writes it into the database's index has others wait meanwhile."""

import pytest
from django.db import connection

from publication.erasure import ErasedCase
from search import documents, engines, indexing
from search.engines.embedded import Embedded, postgresql
from search.indexing import align
from search.verification import Difference, Fault, repair


def others_wait():
    if connection.vendor == "sqlite":
        return connection.in_atomic_block
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [postgresql.ALONE])
            return not cursor.fetchone()[0]
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_worker_rebuild_and_repair_read_within_the_transaction_that_writes(fisher, monkeypatch):
    read, waited = documents.of_subjects, []

    def noted(subjects):
        waited.append(others_wait())
        return read(subjects)

    engine = engines.default()
    monkeypatch.setattr(documents, "of_subjects", noted)
    align(engine, fisher)
    engine.rebuild(lambda _done, _total: None)
    repair(engine, [Difference(0, fisher, Fault.STALE)])
    assert waited == [True, True, True]
    assert not others_wait()


@pytest.mark.django_db(transaction=True)
def test_an_erasure_counts_and_removes_while_nobody_puts(fisher, monkeypatch):
    holds, waited = Embedded.holds, []

    def noted(self, records):
        waited.append(others_wait())
        return holds(self, records)

    monkeypatch.setattr(Embedded, "holds", noted)
    monkeypatch.setattr(Embedded, "known", None)
    assert indexing.erase(ErasedCase(ref="a file", public_ids=(fisher,))) == 1
    assert waited == [True]
    assert indexing.erase(ErasedCase(ref="a file", public_ids=(fisher,))) == 0
