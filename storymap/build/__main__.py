import argparse
import gzip
import json
import shutil
from pathlib import Path
from typing import Any

from storymap.build import names, places, populations, shapes, sources

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "storymap" / "data"
STATIC = ROOT / "storymap" / "static" / "storymap"
BASEMAP = ROOT / "home" / "data" / "basemap.json"
# Tolerances in metres from the area in square metres: an outline keeps its look at the size it is shown in.
COUNTRY = "Math.min(12000, Math.max(1000, Math.sqrt(this.area) / 100))"
REGION = "Math.min(4000, Math.max(500, Math.sqrt(this.area) / 80))"


def main() -> None:
    parser = argparse.ArgumentParser(description="Derives the gazetteer and the maps from public data.")
    parser.add_argument("folder", type=Path, help="where to fetch and work, outside the repository")
    folder: Path = parser.parse_args().folder.resolve()
    if folder.is_relative_to(ROOT):
        parser.error(f"Choose a folder outside the repository {ROOT}: what npm fetches does not belong in it.")
    modules = sources.install(folder)
    derive(modules, folder)
    vendor_leaflet(modules)


def derive(modules: Path, folder: Path) -> None:
    nations = sources.nations()
    features, towns = sources.regions(modules), sources.towns()
    write(folder / "regions.json", shapes.collection([_coded(feature) for feature in features]))
    alpha_2 = {f"{int(nation['isonumeric']):03}": code for code, nation in nations.items()}
    land = shapes.countries(sources.countries(modules), alpha_2)
    write(folder / "countries.json", shapes.collection(land))

    country_shapes = shapes.simplified(
        modules, folder / "countries.json", folder / "countries.out.json", COUNTRY, "-dissolve", "code"
    )
    region_shapes = shapes.simplified(modules, folder / "regions.json", folder / "regions.out.json", REGION)
    people = populations.of_regions(modules, folder / "regions.json", towns)
    large = populations.large(towns)
    placed = populations.regions_of_cities(modules, folder / "regions.json", large)

    areas = places.countries(country_shapes, nations)
    areas += places.regions(features, region_shapes, people, {area["code"] for area in areas})
    known = {area["code"]: area for area in areas}
    areas += places.cities(large, placed, known)

    offered = {area["code"] for area in areas if area["kind"] == "country" or (area["population"] or 0) >= places.SMALL}
    drawn = {f["properties"]["code"]: f["geometry"] for f in country_shapes + region_shapes}
    pack(DATA / "areas.json.gz", areas)
    pack(DATA / "shapes.json.gz", {code: drawn[code] for code in sorted(offered & drawn.keys())})
    print(f"{len(areas)} areas, {len(offered)} of them offered; {len(features) - len(people)} regions without a town.")


def _coded(feature: dict[str, Any]) -> dict[str, Any]:
    return {**feature, "properties": {"code": feature["properties"]["adm1_code"]}}


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def pack(path: Path, content: object) -> None:
    """Writes gzip without a time stamp, so that the same sources give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def vendor_leaflet(modules: Path) -> None:
    """Copies Leaflet, its licence and its source map (hashed static storage follows the reference to it)."""
    target = STATIC / "leaflet"
    target.mkdir(parents=True, exist_ok=True)
    for name in ("dist/leaflet.js", "dist/leaflet.js.map", "dist/leaflet.css", "LICENSE"):
        shutil.copy(modules / "leaflet" / name, target / Path(name).name)
    shutil.copytree(modules / "leaflet" / "dist" / "images", target / "images", dirs_exist_ok=True)


if __name__ == "__main__":
    main()
