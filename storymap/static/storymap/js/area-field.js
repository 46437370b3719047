/* wagtailgeowidget's field with areas for points: no marker, no default place, nothing but a code to send. */
(function (storymap) {
    const fields = new WeakMap();

    storymap.AreaField = class AreaField extends LeafletField {
        constructor(options) {
            super({ ...options, defaultLocation: { lat: 0, lng: 0 } });
            const root = this.sourceField[0].closest("[data-storymap-area]");
            this.options = options;
            this.noted = root.querySelector(".storymap-area__note");
            fields.set(root, this);
            this.idForLabel = `${options.id}-search`;
            this.search = new storymap.AreaSearch(root, options, {
                choose: (area) => this.writeLocation(area),
                clear: () => this.writeLocation(null),
            });
            this.areaMap = new storymap.AreaMap(this.mapEl[0], options, (code) => this.pick(code));
            this.areaMap.code = this.getValue();
            this.whenSeen(() => this.initMap());
        }

        // LeafletField calls this while it is built and would set a marker and a default point.
        setup() {}

        initMap() {
            this.drawing(this.areaMap.draw());
        }

        /** In its own time: the form and what is said of it wait for no outlines. */
        drawing(drawn) {
            drawn.catch((error) => {
                const { chosenUndrawn, undrawn } = this.options.strings;
                const chosen = this.search.settled;
                this.search.say(chosen ? chosenUndrawn.replace("%s", chosen) : undrawn);
                throw error;
            });
        }

        /** A page of milestones has many maps: each is drawn when it comes into view. */
        whenSeen(callback) {
            const observer = new IntersectionObserver((entries) => {
                if (entries.some((entry) => entry.isIntersecting)) {
                    observer.disconnect();
                    callback();
                }
            });
            observer.observe(this.mapEl[0]);
        }

        async pick(code) {
            if (this.search.input.readOnly) return;
            const areas = await storymap.names(this.options.names);
            this.writeLocation(areas.get(code));
        }

        /** Puts the offered area's code into the form and says so; null empties it. */
        async writeLocation(area) {
            const { strings } = this.options;
            await this.setState(area ? area.offered : "");
            this.sourceField[0].dispatchEvent(new Event("change", { bubbles: true }));
            this.advised = "";
            const coarser = area && area.offered !== area.code;
            this.note(coarser ? await this.tooSmall(area) : "");
            this.search.say(area ? strings.chosen.replace("%s", this.search.settled) : strings.cleared);
            if (coarser) this.search.say(this.noted.textContent);
        }

        async tooSmall(area) {
            const areas = await storymap.names(this.options.names);
            const named = storymap.label(area, areas, this.options.locale);
            return this.options.strings.tooSmall.replace("{small}", named).replaceAll("{large}", this.search.settled);
        }

        /** A sentence under the search; with `offer` ({label, area}) a button that takes that area. */
        note(sentence, offer) {
            this.noted.replaceChildren(sentence);
            this.noted.hidden = !sentence;
            if (!offer) return;
            const button = document.createElement("button");
            button.type = "button";
            button.className = "button button-small button-secondary";
            button.textContent = offer.label;
            button.addEventListener("click", () => {
                this.writeLocation(offer.area);
                this.search.input.focus();
            });
            this.noted.append(" ", button);
        }

        /** Keeps one piece of advice under the search until it is another or none, {sentence, label, area}. */
        advise(advice) {
            const advised = advice ? advice.sentence : "";
            if (advised === (this.advised || "")) return;
            this.advised = advised;
            this.note(advised, advice);
        }

        /** Shows a place that is written elsewhere; what this form holds is sent as it was. */
        async lock(code) {
            this.search.lock();
            await this.show(code);
        }

        async setState(code) {
            this.sourceField.val(code || "");
            await this.show(code);
        }

        async show(code) {
            if (!code) {
                this.search.settle("");
            } else {
                const areas = await storymap.names(this.options.names);
                const area = areas.get(code);
                this.search.settle(area ? storymap.label(area, areas, this.options.locale) : code);
            }
            this.drawing(this.areaMap.show(code || ""));
        }

        setInvalid(invalid) {
            if (invalid) this.search.input.setAttribute("aria-invalid", "true");
            else this.search.input.removeAttribute("aria-invalid");
        }

        getTextLabel() {
            return this.search.settled;
        }

        focus() {
            this.search.input.focus();
        }
    };

    /** The field of a `[data-storymap-area]`, once it has been started. */
    storymap.fieldOf = (root) => fields.get(root);

    /** The state is the code itself; there is no point to read from it. */
    storymap.AreaField.locationStringToStruct = (code) => ({ code: code || "" });
})((window.storymap ??= {}));
