/* A combobox over the names (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/), searched in the browser. */
(function (storymap) {
    const SHOWN = 8;

    storymap.AreaSearch = class {
        /** `choose(area)` and `clear()` are called when the editor has decided. */
        constructor(root, options, { choose, clear }) {
            this.options = options;
            this.choose = choose;
            this.clear = clear;
            this.input = root.querySelector("[role=combobox]");
            this.list = root.querySelector("[role=listbox]");
            this.button = root.querySelector(".storymap-area__clear");
            this.status = root.querySelector("[role=status]");
            this.settled = this.input.value;
            this.hits = [];
            this.active = -1;
            this.listen();
        }

        listen() {
            this.input.addEventListener("focus", () => this.names());
            this.input.addEventListener("input", () => this.search());
            this.input.addEventListener("keydown", (event) => this.press(event));
            this.input.addEventListener("blur", () => this.leave());
            // Before the input loses focus, which would close the list under the pointer.
            this.list.addEventListener("pointerdown", (event) => event.preventDefault());
            this.list.addEventListener("click", (event) => {
                const option = event.target.closest("[role=option]");
                if (option) this.take(this.hits[Number(option.dataset.index)]);
            });
            this.button.addEventListener("click", () => {
                this.clear();
                this.input.focus();
            });
        }

        async names() {
            try {
                return await storymap.names(this.options.names);
            } catch (error) {
                this.say(this.options.strings.failed);
                throw error;
            }
        }

        async search() {
            if (this.input.readOnly) return;
            const text = this.input.value;
            const areas = await this.names();
            if (text !== this.input.value) return;
            this.hits = storymap.search(areas, text, SHOWN);
            this.list.replaceChildren(...this.hits.map((area, index) => this.option(area, index, areas)));
            if (!this.hits.length && storymap.folded(text)) this.list.append(this.nothing());
            this.open(Boolean(this.list.childElementCount));
            this.activate(-1);
            this.say(this.found());
        }

        found() {
            if (!this.list.childElementCount) return "";
            const { none, found } = this.options.strings;
            return this.hits.length ? found.replace("%d", this.hits.length) : none;
        }

        option(area, index, areas) {
            const { locale, strings } = this.options;
            const option = document.createElement("li");
            option.id = `${this.list.id}-${index}`;
            option.className = "storymap-area__option";
            option.setAttribute("role", "option");
            option.setAttribute("aria-selected", "false");
            option.dataset.index = index;
            const kind = document.createElement("span");
            kind.className = "storymap-area__kind";
            kind.textContent = strings[area.kind];
            if (area.offered !== area.code) {
                kind.textContent = strings.shownAs.replace("%s", storymap.label(areas.get(area.offered), areas, locale));
            }
            option.append(storymap.label(area, areas, locale), " ", kind);
            return option;
        }

        nothing() {
            const line = document.createElement("li");
            line.className = "storymap-area__none";
            line.setAttribute("role", "presentation");
            line.textContent = this.options.strings.none;
            return line;
        }

        press(event) {
            const open = !this.list.hidden;
            if (event.key === "Enter") {
                // Never submits the page's form from here.
                event.preventDefault();
                if (open && this.hits.length) this.take(this.hits[Math.max(this.active, 0)]);
            } else if (event.key === "Escape" && (open || this.input.value !== this.settled)) {
                event.preventDefault();
                event.stopPropagation();
                this.settle(this.settled);
            } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                event.preventDefault();
                this.step(event.key === "ArrowDown" ? 1 : -1);
            }
        }

        step(by) {
            if (this.list.hidden) {
                this.search();
            } else if (this.hits.length) {
                this.activate((this.active + by + this.hits.length + (this.active < 0 && by < 0)) % this.hits.length);
            }
        }

        activate(index) {
            this.active = index;
            this.hits.forEach((_area, at) => this.list.children[at].setAttribute("aria-selected", String(at === index)));
            if (index < 0) {
                this.input.removeAttribute("aria-activedescendant");
            } else {
                this.input.setAttribute("aria-activedescendant", this.list.children[index].id);
                this.list.children[index].scrollIntoView({ block: "nearest" });
            }
        }

        take(area) {
            this.choose(area);
        }

        leave() {
            if (this.input.readOnly) return;
            if (!this.input.value.trim() && this.settled) this.clear();
            else this.settle(this.settled);
        }

        open(shown) {
            this.list.hidden = !shown;
            this.input.setAttribute("aria-expanded", String(shown));
        }

        /** Shows what is chosen now, "" for nothing, and closes the list. */
        settle(label) {
            this.settled = label;
            this.input.value = label;
            this.button.hidden = !label || this.input.readOnly;
            this.open(false);
            this.activate(-1);
        }

        lock() {
            this.input.readOnly = true;
            this.button.hidden = true;
        }

        say(text) {
            this.status.textContent = text;
        }
    };
})((window.storymap ??= {}));
