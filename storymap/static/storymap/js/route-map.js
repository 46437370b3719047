/* The route: areas softly drawn, straight segments between them, a number for each milestone. Nothing is a point. */
(function (storymap) {
    const DISC_METRES = 20000;
    const WORLD = [[-56, -170], [72, 180]];
    const NUMBER = 26;

    storymap.RouteMap = class {
        /** `choose(at)` is called with the index of the milestone whose number was clicked. */
        constructor(element, options, choose) {
            this.element = element;
            this.options = options;
            this.choose = choose;
            this.numbers = [];
        }

        start() {
            this.map = L.map(this.element, {
                scrollWheelZoom: false,
                minZoom: 0,
                maxZoom: 8,
                zoomSnap: 0.25,
                zoomAnimation: !storymap.calm(),
            });
            this.map.attributionControl.setPrefix(false).addAttribution(this.options.credits);
            // Segments above areas, whichever is drawn first.
            this.map.createPane("route").style.zIndex = 420;
            this.map.fitBounds(WORLD);
            this.map.on("zoomend", () => this.spread());
            this.drawn = L.layerGroup().addTo(this.map);
            this.observer = new ResizeObserver(() => this.fit());
            this.observer.observe(this.element);
            return this.ground();
        }

        stop() {
            this.observer?.disconnect();
            this.map?.remove();
        }

        async ground() {
            const countries = await storymap.outlines(this.options.countries);
            this.shapes = new Map(countries.map((feature) => [feature.properties.code, feature]));
            L.geoJSON(countries, {
                interactive: false,
                style: { className: "storymap-route__land", weight: 1 },
            }).addTo(this.map);
        }

        /** Draws `[{area, label}]`, area null for a milestone without place. */
        async draw(stops) {
            this.latest = stops;
            await this.fetch(stops);
            if (this.latest !== stops) return;
            this.drawn.clearLayers();
            const placed = stops.map(({ area }) => area && L.latLng(area.anchor[1], area.anchor[0]));
            new Set(stops.map(({ area }) => area).filter(Boolean)).forEach((area) => this.area(area));
            L.polyline(placed.filter(Boolean), { pane: "route", interactive: false, className: "storymap-route__line" }).addTo(this.drawn);
            this.numbers = stops.map((stop, at) => placed[at] && this.number(placed[at], at, stop.label));
            this.fit();
        }

        async fetch(stops) {
            if (this.regions || !stops.some(({ area }) => area?.kind === "region")) return;
            const regions = await storymap.outlines(this.options.regions);
            // Only now: a change meanwhile would draw its regions without their outlines.
            this.regions = true;
            regions.forEach((feature) => this.shapes.set(feature.properties.code, feature));
        }

        area(area) {
            const className = "storymap-route__area";
            const [longitude, latitude] = area.anchor;
            const layer =
                area.kind === "city"
                    ? L.circle([latitude, longitude], { radius: DISC_METRES, interactive: false, className })
                    : L.geoJSON(this.shapes.get(area.code), { interactive: false, style: { className } });
            layer.addTo(this.drawn);
        }

        number(point, at, label) {
            const icon = L.divIcon({ className: "storymap-route__number", html: String(at + 1), iconSize: [NUMBER, NUMBER] });
            // The list is for the keyboard: the same numbers twice would be in the way.
            const marker = L.marker(point, { icon, keyboard: false, title: label }).addTo(this.drawn);
            marker.on("click", () => this.choose(at));
            return marker;
        }

        fit() {
            this.map.invalidateSize({ animate: false });
            const points = this.numbers.filter(Boolean).map((marker) => marker.getLatLng());
            if (points.length) this.map.fitBounds(L.latLngBounds(points), { padding: [36, 36], maxZoom: 5, animate: false });
            else this.map.fitBounds(WORLD, { animate: false });
            this.spread();
        }

        /** Numbers that would cover each other stand side by side. */
        spread() {
            const taken = [];
            this.numbers.filter(Boolean).forEach((marker) => {
                const at = this.map.latLngToLayerPoint(marker.getLatLng());
                let x = at.x;
                while (taken.some((other) => Math.abs(other.x - x) < NUMBER && Math.abs(other.y - at.y) < NUMBER)) x += 2;
                taken.push({ x, y: at.y });
                marker.getElement().style.marginInlineStart = `${x - at.x - NUMBER / 2}px`;
            });
        }

        mark(at) {
            this.numbers.forEach((marker, index) => {
                marker?.getElement().classList.toggle("is-current", index === at);
                marker?.setZIndexOffset(index === at ? 1000 : 0);
            });
        }
    };
})((window.storymap ??= {}));
