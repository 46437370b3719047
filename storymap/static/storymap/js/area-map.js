/* The map: countries, and of the one in view its regions and large cities. A click is an area, never a point. */
(function (storymap) {
    const DISC_METRES = 20000;
    const WORLD = [[-56, -170], [72, 180]];

    storymap.AreaMap = class {
        /** `pick(code)` is called with the area clicked. */
        constructor(element, options, pick) {
            this.element = element;
            this.options = options;
            this.pick = pick;
            this.code = "";
            this.country = "";
            this.layers = new Map();
        }

        async draw() {
            this.map = L.map(this.element, {
                scrollWheelZoom: false,
                minZoom: 0,
                maxZoom: 8,
                zoomSnap: 0.25,
                maxBounds: [[-88, -220], [88, 220]],
            });
            this.map.attributionControl.setPrefix(false).addAttribution(this.options.credits);
            this.map.on("focus", () => this.map.scrollWheelZoom.enable());
            this.map.on("blur", () => this.map.scrollWheelZoom.disable());
            // In panes of their own regions stay above their country, and cities above both, whatever is chosen.
            ["region", "city"].forEach((kind, at) => {
                this.map.createPane(kind).style.zIndex = 410 + at;
            });
            this.map.fitBounds(WORLD);
            new ResizeObserver(() => this.map.invalidateSize()).observe(this.element);
            const [areas, countries] = await Promise.all([
                storymap.names(this.options.names),
                storymap.outlines(this.options.countries),
            ]);
            this.areas = areas;
            this.add(countries, "country");
            await this.show(this.code);
        }

        /** Marks the area and brings it into view; "" shows the world. */
        async show(code) {
            this.code = code;
            if (!this.areas) return;
            const area = this.areas.get(code);
            await this.enter(area ? area.country : "");
            if (this.code !== code) return;
            this.layers.forEach((layer, at) => layer.getElement()?.classList.toggle("is-chosen", at === code));
            const chosen = this.layers.get(code);
            chosen?.bringToFront();
            this.map.fitBounds(chosen ? main(chosen) : WORLD, { padding: [24, 24], maxZoom: 6, animate: false });
        }

        /** Whoever enters a country whose regions are on their way waits for the same. */
        enter(country) {
            if (country !== this.country) {
                this.leave();
                this.layers.get(country)?.getElement()?.classList.add("is-open");
                this.country = country;
                this.entered = country ? this.fill(country) : undefined;
            }
            return this.entered;
        }

        leave() {
            this.layers.get(this.country)?.getElement()?.classList.remove("is-open");
            this.country = "";
            this.entered = undefined;
            this.inside?.remove();
            this.inside = undefined;
            for (const code of this.layers.keys()) if (this.areas.get(code)?.kind !== "country") this.layers.delete(code);
        }

        async fill(country) {
            const regions = await storymap.outlines(this.options.regions).catch((error) => {
                // Not entered, so that the next choice there tries again.
                if (country === this.country) this.leave();
                throw error;
            });
            if (country !== this.country) return;
            this.inside = L.layerGroup().addTo(this.map);
            this.add(regions.filter(({ properties }) => properties.country === country), "region", this.inside);
            for (const area of this.areas.values()) {
                if (area.kind === "city" && area.country === country) this.disc(area);
            }
        }

        add(features, kind, group = this.map) {
            L.geoJSON(features, {
                pane: kind === "region" ? "region" : "overlayPane",
                style: { className: `storymap-area__shape storymap-area__shape--${kind}`, weight: 1 },
                onEachFeature: ({ properties: { code } }, layer) => {
                    if (code) this.ready(layer, code);
                    else layer.options.interactive = false;
                },
            }).addTo(group);
        }

        disc(area) {
            const [longitude, latitude] = area.anchor;
            const layer = L.circle([latitude, longitude], {
                pane: "city",
                radius: DISC_METRES,
                weight: 1,
                className: "storymap-area__shape storymap-area__shape--city",
            });
            this.ready(layer, area.code);
            layer.addTo(this.inside);
        }

        ready(layer, code) {
            this.layers.set(code, layer);
            layer.bindTooltip(() => storymap.label(this.areas.get(code), this.areas, this.options.locale), {
                sticky: true,
                className: "storymap-area__tooltip",
            });
            layer.on("click", () => this.pick(code));
            layer.on("add", () => layer.getElement().setAttribute("data-area", code));
            layer.getElement()?.setAttribute("data-area", code);
        }
    };

    /** The bounds of the largest part: those of all would show half the world for a country with a far island. */
    function main(layer) {
        if (!layer.feature) return layer.getBounds();
        const boxes = layer.feature.geometry.coordinates.map(([outer]) => L.latLngBounds(outer.map(([x, y]) => [y, x])));
        const size = (box) => (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
        const largest = boxes.reduce((one, other) => (size(other) > size(one) ? other : one));
        const near = largest.pad(1);
        const close = boxes.filter((box) => near.contains(box));
        return close.reduce((all, box) => all.extend(box), L.latLngBounds([]));
    }
})((window.storymap ??= {}));
