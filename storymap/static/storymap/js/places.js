/* The gazetteer in the browser: names and outlines from our own static files, each fetched once a page. */
(function (storymap) {
    const LOCALES = ["en", "id", "th", "zh-hans"];
    const KINDS = ["country", "region", "city"];
    // The same as `gazetteer.SMALL_FOR_MINORS`.
    const SMALL_FOR_MINORS = 1000000;
    const fetched = new Map();

    function load(url, read) {
        if (!fetched.has(url)) {
            const answer = fetch(url, { credentials: "same-origin" }).then(async (response) => {
                if (!response.ok) throw new Error(`${url} answered ${response.status}`);
                return read(await response.json());
            });
            answer.catch(() => fetched.delete(url));
            fetched.set(url, answer);
        }
        return fetched.get(url);
    }

    /** The text without case, Latin accents and punctuation: the same rule as `gazetteer.folded`. */
    storymap.folded = function (text) {
        const plain = text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
        return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
    };

    /** Every area by code: {code, offered, kind, country, parent, people, anchor, names, keys}. */
    storymap.names = function (url) {
        return load(url, (rows) => {
            const areas = new Map();
            for (const [code, offered, kind, country, people, anchor, names, more, region] of rows) {
                const keys = [...names.filter(Boolean), ...more].map(storymap.folded);
                const parent = region || (kind ? country : "");
                areas.set(code, {
                    code,
                    offered: offered || code,
                    kind: KINDS[kind],
                    country,
                    parent,
                    people,
                    anchor,
                    names,
                    keys,
                });
            }
            return areas;
        });
    };

    /** The area that is shown in place of `area`: the same rule as `gazetteer.offered`. */
    storymap.offered = function (area, areas, under18) {
        let found = areas.get(area.offered);
        while (under18 && found.parent && (found.kind === "city" || found.people < SMALL_FOR_MINORS)) {
            found = areas.get(found.parent);
        }
        return found;
    };

    /** "East Java, Indonesia" in one language: that of the area's own name. */
    storymap.label = function (area, areas, locale) {
        const wanted = Math.max(0, LOCALES.indexOf(locale));
        const index = area.names[wanted] ? wanted : 0;
        const name = area.names[index];
        if (area.kind === "country") return name;
        const country = areas.get(area.country);
        const where = country.names[index] || country.names[0];
        return LOCALES[index] === "zh-hans" ? where + name : `${name}, ${where}`;
    };

    storymap.search = function (areas, text, limit) {
        const wanted = storymap.folded(text);
        if (!wanted) return [];
        const ranked = [];
        for (const area of areas.values()) {
            const hits = area.keys.filter((key) => ` ${key}`.includes(` ${wanted}`));
            if (hits.length) ranked.push([hits.some((key) => key.startsWith(wanted)) ? 0 : 1, area]);
        }
        ranked.sort(([a, one], [b, other]) => a - b || other.people - one.people);
        return ranked.slice(0, limit).map(([, area]) => area);
    };

    /** TopoJSON features of our own making (https://github.com/topojson/topojson-specification), quantized. */
    storymap.outlines = function (url) {
        return load(url, (topology) => {
            const decoded = new Map();
            const ring = (arcs) => arcs.flatMap((index, at) => {
                const points = arc(topology, decoded, index < 0 ? ~index : index);
                return (index < 0 ? [...points].reverse() : points).slice(at ? 1 : 0);
            });
            return topology.objects.places.geometries.map(({ type, arcs, properties }) => ({
                type: "Feature",
                properties,
                // A getter, so that only the outlines that are drawn are decoded.
                get geometry() {
                    const polygons = type === "Polygon" ? [arcs] : arcs;
                    return { type: "MultiPolygon", coordinates: polygons.map((polygon) => polygon.map(ring)) };
                },
            }));
        });
    };

    function arc(topology, decoded, index) {
        if (!decoded.has(index)) {
            const [scaleX, scaleY] = topology.transform.scale;
            const [moveX, moveY] = topology.transform.translate;
            let x = 0;
            let y = 0;
            decoded.set(index, topology.arcs[index].map(([stepX, stepY]) => {
                x += stepX;
                y += stepY;
                return [x * scaleX + moveX, y * scaleY + moveY];
            }));
        }
        return decoded.get(index);
    }
})((window.storymap ??= {}));
