/* Reads the milestones of a StreamField as they stand in the form. Wagtail tells of no change, so its DOM is watched. */
(function (storymap) {
    const CHILD = "[data-streamfield-child]";

    storymap.RouteStream = class {
        /** `changed()` is called once for what changes in one go. */
        constructor(element, { places, parts, taken }, changed) {
            this.element = element;
            this.places = places;
            this.parts = parts;
            this.taken = taken;
            this.changed = changed;
            this.watch();
        }

        watch() {
            // A removed block stays in the form, hidden from all readers.
            this.observer = new MutationObserver((records) => {
                if (records.some(({ target }) => !target.closest("[data-storymap-area]"))) this.soon();
            });
            this.observer.observe(this.element, { childList: true, subtree: true, attributeFilter: ["aria-hidden"] });
            this.typed = () => this.soon();
            this.element.addEventListener("input", this.typed);
            this.element.addEventListener("change", this.typed);
        }

        stop() {
            this.observer.disconnect();
            this.element.removeEventListener("input", this.typed);
            this.element.removeEventListener("change", this.typed);
        }

        soon() {
            if (this.waiting) return;
            this.waiting = requestAnimationFrame(() => {
                this.waiting = 0;
                this.changed();
            });
        }

        /** `[{element, id, code, heading, stage, under18, field}]` in their order; `field` is the place's element. */
        milestones() {
            return [...this.element.querySelectorAll(CHILD)].filter((child) => this.stands(child)).map((child) => this.read(child));
        }

        stands(child) {
            const nested = child.parentElement.closest(CHILD);
            return !nested && this.own(child, "deleted").value !== "1" && this.own(child, "type").value in this.places;
        }

        own(child, name) {
            return child.querySelector(`:scope > input[name$="-${name}"]`);
        }

        read(child) {
            const order = this.own(child, "order").name;
            const prefix = `${order.slice(0, -"-order".length)}-value-`;
            const part = (name) => name && child.querySelector(`[name="${CSS.escape(prefix + name)}"]`);
            const place = part(this.places[this.own(child, "type").value]);
            const stage = part(this.parts.stage);
            const age = part(this.parts.under18);
            const id = this.own(child, "id").value;
            const locked = Boolean(this.taken && id in this.taken);
            return {
                element: child,
                id,
                locked,
                code: locked ? this.taken[id] : place?.value || "",
                heading: part(this.parts.heading)?.value.trim() || "",
                stage: (stage?.value && (stage.selectedOptions?.[0]?.text ?? stage.value)) || "",
                under18: !locked && Boolean(age) && age.value !== "no",
                field: place?.closest("[data-storymap-area]"),
            };
        }
    };

    /** Opens the block and puts the cursor into its first field. */
    storymap.focusBlock = function (child) {
        const toggle = child.querySelector("[data-panel-toggle]");
        if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
        const fields = child.querySelectorAll("[data-field-input] :is(input:not([type=hidden]), select, textarea)");
        const first = [...fields].find((field) => field.offsetParent) || toggle;
        first.focus({ preventScroll: true });
        first.scrollIntoView({ block: "center", behavior: storymap.calm() ? "auto" : "smooth" });
    };

    storymap.calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
})((window.storymap ??= {}));
