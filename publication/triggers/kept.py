"""What happened is kept: the tables that are written to once."""

from publication.triggers.erasure import ERASABLE
from publication.triggers.writing import changed, forbid

# Columns that may be filled, once, from null; all else of these tables is final.
FILLABLE: dict[str, tuple[str, ...]] = {
    "publicationterm": (),
    "candidate": ("superseded_at", "release_id"),
    "candidatecontributor": (),
    "signoff": ("release_id",),
    "release": (),
    "withdrawal": (),
    "recall": ("lifted_by_id",),
    "logentry": ("position", "previous", "hash"),
    "placeledgerentry": (),
    "opendatatable": ("superseded_at", "approved_at", "approved_by_id", "recalled_at"),
}


def kept() -> dict[str, str]:
    rules: dict[str, str] = {}
    for table, fillable in FILLABLE.items():
        rules |= frozen(table, fillable)
    rules |= forbid("consent_kept", "consent", "DELETE", "1", "a consent is never deleted: withdraw it")
    rules |= forbid(
        "consent_versioned",
        "consent",
        "UPDATE",
        "NEW.consent_ref <> OLD.consent_ref OR NEW.version <> OLD.version + 1",
        "a change of consent keeps its reference and counts its version up by one",
    )
    rules |= forbid(
        "candidate_of_now",
        "candidate",
        "INSERT",
        # A second's grace: SQLite's clock and its text of a time round differently.
        "julianday(NEW.submitted_at) > julianday('now', '+1 second')",
        "a candidate is submitted now or was before",
    )
    sentence = "a consequence is carried out as it was committed, not rewritten and not lost"
    rules |= forbid("outbox_kept", "outboxentry", "DELETE", "OLD.done_at IS NULL", sentence)
    rules |= forbid(
        "outbox_as_committed",
        "outboxentry",
        "UPDATE",
        "OLD.kind IS NOT NEW.kind OR OLD.payload IS NOT NEW.payload",
        sentence,
    )
    return rules


def frozen(table: str, fillable: tuple[str, ...]) -> dict[str, str]:
    refilled = [f"OLD.{name} IS NOT NULL AND NEW.{name} IS NOT OLD.{name}" for name in fillable]
    when = " OR ".join([changed(table, fillable), *refilled])
    if table in ERASABLE:
        when = f"NOT ({ERASABLE[table]}) AND ({when})"
    sentence = f"{table} keeps what happened"
    return {
        **forbid(f"{table}_final", table, "UPDATE", when, f"{sentence}: it cannot be changed"),
        **forbid(f"{table}_kept", table, "DELETE", "1", f"{sentence}: nothing is deleted from it"),
    }
