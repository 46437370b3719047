"""Indices behind one name. Searches read the name; changes go to every index that is or will be behind it.

Each index can be written to by an alias of its own alone, and a request must name an alias: one that has gone
meanwhile is refused, where the engine would else make a new one and guess what its fields are.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch import Elasticsearch as Client

from search import conf
from search.engines import EngineFailed
from search.engines.elasticsearch.client import BUSY, Busy, ask
from search.engines.elasticsearch.index import MAPPINGS, SETTINGS

Operation = dict[str, Any]

_DOOR = "-writing"
_REFUSED = 409
_HELD = re.compile(r"current version \[(\d+)\]")


def behind(client: Client) -> list[str]:
    """The indices that searches read: one, or none before the first rebuild."""
    return _aliased(client, conf.elasticsearch_index())


def doors(client: Client) -> list[str]:
    """Where every change goes. Raises `EngineFailed` before the first rebuild."""
    every = _aliased(client, f"{conf.elasticsearch_index()}-*{_DOOR}")
    found = [door(name) for name in every if _is_ours(name)]
    if not found:
        raise EngineFailed("no index yet: run rebuild_search")
    return found


def door(name: str) -> str:
    return f"{name}{_DOOR}"


def make(client: Client) -> str:
    """A new index that takes changes and that nobody reads yet. What a broken-off rebuild left is removed."""
    left = set(_existing(client)) - set(behind(client))
    if left:
        ask(client.indices.delete, index=sorted(left))
    name = f"{conf.elasticsearch_index()}-{uuid.uuid4().hex}"
    ask(
        client.indices.create,
        index=name,
        # Made visible in one go at the end.
        settings={**SETTINGS, "refresh_interval": "-1"},
        mappings=MAPPINGS,
        aliases={door(name): {}},
    )
    return name


def drop(client: Client) -> None:
    """Whatever searches would read by the name is gone."""
    if read := behind(client):
        ask(client.indices.delete, index=read)


def take_over(client: Client, name: str) -> None:
    """From one moment to the next searches read this index, and those before it are gone."""
    ask(client.indices.put_settings, index=name, settings={"refresh_interval": None})
    ask(client.indices.refresh, index=name)
    alias = conf.elasticsearch_index()
    before = {*_existing(client), *behind(client)} - {name}
    if ask(client.indices.exists, index=alias) and not behind(client):
        # Somebody wrote past us: the engine has made an index of this very name.
        before.add(alias)
    ask(
        client.indices.update_aliases,
        actions=[
            *({"remove_index": {"index": index}} for index in sorted(before)),
            {"add": {"index": name, "alias": alias}},
        ],
    )


def write(
    client: Client, doors: Iterable[str], operations: Iterable[Operation], refresh: bool
) -> dict[int, int]:
    """Carry out these operations behind each door. Raises `EngineFailed` if one cannot be, `Busy` if not now.

    Returns what was refused because a word as new is there: record → the moment that word claims.
    """
    every = [*operations]
    asked = [line for door in doors for operation in every for line in _lines(door, operation)]
    if not asked:
        return {}
    answer = ask(client.bulk, operations=asked, refresh=refresh, require_alias=True)
    results = [(verb, result) for item in answer["items"] for verb, result in item.items()]
    refused = [result for _verb, result in results if result["status"] == _REFUSED]
    # An alias that has gone is a 404 with an error; without one it is what was not there to be removed.
    failed = [
        (verb, result["status"])
        for verb, result in results
        if "error" in result and result["status"] != _REFUSED
    ]
    if failed:
        kind = Busy if {status for _verb, status in failed} == {BUSY} else EngineFailed
        raise kind("{} of {} changes were refused ({} {})".format(len(failed), len(every), *failed[0]))
    held: dict[int, int] = {}
    for result in refused:
        record = int(result["_id"])
        held[record] = max(held.get(record, 0), _held(result))
    return held


def _lines(door: str, operation: Operation) -> Iterator[dict[str, Any]]:
    verb, record = operation["verb"], str(operation["record"])
    version = {"version": operation["as_of"], "version_type": "external"}
    yield {verb: {"_index": door, "_id": record, **version}}
    if verb == "index":
        yield operation["entry"]


def _held(result: dict[str, Any]) -> int:
    """The moment of what is there; of a removal too, which nothing else would tell."""
    told = _HELD.search(result["error"]["reason"])
    return int(told[1]) if told else 0


def _aliased(client: Client, alias: str) -> list[str]:
    answer = ask(client.options(ignore_status=404).indices.get_alias, name=alias)
    return sorted(name for name, known in answer.items() if isinstance(known, dict) and "aliases" in known)


def _existing(client: Client) -> list[str]:
    found = ask(client.indices.get, index=f"{conf.elasticsearch_index()}-*", features="aliases")
    return sorted(filter(_is_ours, found))


def _is_ours(name: str) -> bool:
    """Another site may have its index beside ours, under a name that begins like it."""
    return re.fullmatch(rf"{re.escape(conf.elasticsearch_index())}-[0-9a-f]{{32}}", name) is not None
