"""Stripe's lists: newest first, by cursor, with a filter on `created`."""

import json
from collections.abc import Mapping
from typing import Any

from payments.sandbox.api.errors import missing
from payments.sandbox.api.parameters import Hash, Integer, Parameter, Params, Range, Text
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

_BOUNDS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def listing(**filters: Parameter) -> Hash:
    """The parameters of a list endpoint: the filters given and those every list has."""
    return Hash(
        {
            "limit": Integer(1, 100),
            "starting_after": Text(),
            "ending_before": Text(),
            "created": Range(),
            **filters,
        }
    )


def page(
    operation: Operation,
    kind: str,
    params: Params,
    url: str,
    equal: Mapping[str, Any] | None = None,
    also: tuple[str, dict[str, Any]] = ("", {}),
) -> Json:
    """One page of a kind; `equal` filters by member (a dotted path), `also` by SQL over `object`."""
    clauses, values = ["kind = :kind"], {"kind": kind}
    _by_members(equal or {}, clauses, values)
    for bound, given in params.get("created", {}).items():
        clauses.append(f"created {_BOUNDS[bound]} :created_{bound}")
        values[f"created_{bound}"] = given
    if also[0]:
        clauses.append(also[0])
        values |= also[1]
    backwards = _by_cursor(operation, kind, params, clauses, values)
    limit = params.get("limit", 10)
    direction = "ASC" if backwards else "DESC"
    rows = operation.store.rows(
        f"SELECT body FROM object WHERE {' AND '.join(clauses)}"  # noqa: S608
        f" ORDER BY created {direction}, seq {direction} LIMIT {limit + 1}",
        values,
    )
    data = [json.loads(row["body"]) for row in rows[:limit]]
    if backwards:
        data.reverse()
    return {"object": "list", "data": data, "has_more": len(rows) > limit, "url": url}


def whole(data: list[Json], url: str) -> Json:
    """A list that is always answered complete."""
    return {"object": "list", "data": data, "has_more": False, "url": url}


def _by_members(equal: Mapping[str, Any], clauses: list[str], values: dict[str, Any]) -> None:
    for number, (member, wanted) in enumerate(equal.items()):
        if wanted is not None:
            clauses.append(f"json_extract(body, :member_{number}) = :wanted_{number}")
            values |= {f"member_{number}": f"$.{member}", f"wanted_{number}": wanted}


def _by_cursor(
    operation: Operation, kind: str, params: Params, clauses: list[str], values: dict[str, Any]
) -> bool:
    for name, comparison in (("starting_after", "<"), ("ending_before", ">")):
        if name not in params:
            continue
        found = operation.store.rows(
            "SELECT created, seq FROM object WHERE id = ? AND kind = ?", (params[name], kind)
        )
        if not found:
            raise missing(kind, params[name], name, status=400)
        clauses.append(f"(created, seq) {comparison} (:at, :seq)")
        values |= {"at": found[0]["created"], "seq": found[0]["seq"]}
        return name == "ending_before"
    return False
