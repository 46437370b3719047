import argparse
from pathlib import Path
from typing import Any

from storymap.build import outputs, places, populations, shapes, sources

# Tolerances in metres from the area in square metres: an outline keeps its look at the size it is shown in.
COUNTRY = "Math.min(12000, Math.max(1000, Math.sqrt(this.area) / 100))"
REGION = "Math.min(4000, Math.max(500, Math.sqrt(this.area) / 80))"


def main() -> None:
    parser = argparse.ArgumentParser(description="Derives the gazetteer and the maps from public data.")
    parser.add_argument("folder", type=Path, help="where to fetch and work, outside the repository")
    folder: Path = parser.parse_args().folder.resolve()
    if folder.is_relative_to(outputs.ROOT):
        parser.error(f"Choose a folder outside {outputs.ROOT}: what npm fetches does not belong in it.")
    modules = sources.install(folder)
    derive(modules, folder)
    outputs.leaflet(modules)


def derive(modules: Path, folder: Path) -> None:
    nations, features = sources.nations(), sources.regions(modules)
    outlines = folder / "regions.json"
    outputs.write(outlines, shapes.collection([_coded(feature) for feature in features]))
    land = folder / "countries.json"
    alpha_2 = {f"{int(nation['isonumeric']):03}": code for code, nation in nations.items()}
    outputs.write(land, shapes.collection(shapes.countries(sources.countries(modules), alpha_2)))

    countries = shapes.simplified(modules, land, folder / "countries.out.json", COUNTRY, "-dissolve", "code")
    regions = shapes.simplified(modules, outlines, folder / "regions.out.json", REGION)
    towns = sources.towns()
    people = populations.of_regions(modules, outlines, towns)
    large = populations.large(towns)
    placed = populations.regions_of_cities(modules, outlines, large)

    areas = places.countries(countries, nations)
    areas += places.regions(features, regions, people, {area["code"] for area in areas})
    areas += places.cities(large, placed, {area["code"]: area for area in areas})
    offered = outputs.gazetteer(areas, countries + regions)
    outputs.picker(modules, folder, areas, countries, regions)
    outputs.basemap(shapes.coarse(modules, land, folder / "basemap.json"))
    unknown = len(features) - len(people)
    print(f"{len(areas)} areas, {offered} of them offered; {unknown} regions without a town.")


def _coded(feature: dict[str, Any]) -> dict[str, Any]:
    return {**feature, "properties": {"code": feature["properties"]["adm1_code"]}}


if __name__ == "__main__":
    main()
