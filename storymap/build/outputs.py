"""The files the gazetteer, the place picker and the public map read."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

from storymap.build import places, shapes
from storymap.build.names import LOCALES
from storymap.credits import CREDITS

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "storymap" / "data"
STATIC = ROOT / "storymap" / "static" / "storymap"
BASEMAP = ROOT / "home" / "data" / "basemap.json"
KINDS = ("country", "region", "city")


def gazetteer(areas: list[places.Area], outlines: shapes.Features) -> int:
    """Writes what the server reads and returns how many areas it offers."""
    offered = set(places.offered(areas).values())
    drawn = {f["properties"]["code"]: f["geometry"] for f in outlines}
    _pack(DATA / "areas.json.gz", areas)
    _pack(DATA / "shapes.json.gz", {code: drawn[code] for code in sorted(offered & drawn.keys())})
    return len(offered)


def picker(
    modules: Path,
    folder: Path,
    areas: list[places.Area],
    countries: shapes.Features,
    regions: shapes.Features,
) -> None:
    """Writes what the editor's browser reads: the names, the countries, the regions that are offered."""
    target = STATIC / "places"
    target.mkdir(parents=True, exist_ok=True)
    offered = places.offered(areas)
    write(target / "names.json", [_row(area, offered[area["code"]]) for area in areas])
    country_of = {area["code"]: area["country"] for area in areas}
    for name, features in (("countries", countries), ("regions", regions)):
        shown = [_bare(f, country_of) for f in features if _stands(f["properties"]["code"], offered)]
        shapes.topology(modules, shown, folder / f"{name}.picker.json", target / f"{name}.json")


def basemap(features: shapes.Features) -> None:
    """Writes the countries that `home` draws behind a public map."""
    write(BASEMAP, {**shapes.collection(features), "credits": CREDITS})


def leaflet(modules: Path) -> None:
    """Copies Leaflet with its licence and source map: hashed static storage follows the reference to it."""
    source, target = modules / "leaflet", STATIC / "leaflet"
    shutil.copytree(source / "dist" / "images", target / "images", dirs_exist_ok=True)
    for name in ("dist/leaflet.js", "dist/leaflet.js.map", "dist/leaflet.css", "LICENSE"):
        shutil.copy(source / name, target / Path(name).name)


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def _pack(path: Path, content: object) -> None:
    """Writes gzip without a time stamp, so that the same sources give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def _row(area: places.Area, offered: str) -> list[Any]:
    """`[code, code offered or 0, kind, country, people, anchor, [names], [more names], region of a city]`."""
    called = area["names"]
    region = area["parent"] if area["kind"] == "city" else 0
    return [
        area["code"], 0 if offered == area["code"] else offered, KINDS.index(area["kind"]), area["country"],
        area["population"] or 0, area["anchor"], [called.get(locale, 0) for locale in LOCALES],
        area.get("also", []), region,
    ]  # fmt: skip


def _stands(code: str, offered: dict[str, str]) -> bool:
    """Whether the outline is drawn: of an area offered as itself, or of land that is no country to choose."""
    return not code or offered.get(code) == code


def _bare(feature: dict[str, Any], country_of: dict[str, str]) -> dict[str, Any]:
    code = feature["properties"]["code"]
    return {**feature, "properties": {"code": code, "country": country_of.get(code, "")}}
