/* The route in words: one entry for each milestone, with or without a place, in the order of the form. */
(function (storymap) {
    storymap.RouteList = class {
        /** `choose(at)` is called with the index of the milestone that was pressed. */
        constructor(element, strings, choose) {
            this.element = element;
            this.strings = strings;
            element.addEventListener("click", (event) => {
                const button = event.target.closest("button");
                if (button) choose([...element.children].indexOf(button.closest("li")));
            });
        }

        /** Draws `[{heading, stage, place, coarser}]`; keeps the focus where it was. */
        draw(stops) {
            const held = [...this.element.children].findIndex((item) => item.contains(document.activeElement));
            this.element.replaceChildren(...stops.map((stop, at) => this.item(stop, at)));
            if (held >= 0) this.element.children[Math.min(held, stops.length - 1)]?.querySelector("button").focus();
        }

        item({ heading, stage, place, coarser }, at) {
            const item = document.createElement("li");
            item.className = "storymap-route__stop";
            const button = document.createElement("button");
            button.type = "button";
            button.className = "storymap-route__go";
            const number = part("span", "storymap-route__numeral", String(at + 1));
            number.setAttribute("aria-hidden", "true");
            const words = part("span", "storymap-route__words", "");
            const hidden = part("span", "w-sr-only", `${this.strings.goTo.replace("{number}", at + 1)}: `);
            words.append(hidden, part("span", "storymap-route__heading", heading || this.strings.noHeading));
            if (stage) words.append(" ", part("span", "storymap-route__meta", stage));
            const where = coarser ? this.strings.shownAs.replace("{area}", place) : place || this.strings.noPlace;
            words.append(" ", part("span", `storymap-route__meta${place ? "" : " is-missing"}`, where));
            button.append(number, words);
            item.append(button);
            return item;
        }

        mark(at) {
            [...this.element.children].forEach((item, index) => {
                const button = item.querySelector("button");
                if (index === at) button.setAttribute("aria-current", "step");
                else button.removeAttribute("aria-current");
            });
        }
    };

    function part(name, className, text) {
        const element = document.createElement(name);
        element.className = className;
        element.textContent = text;
        return element;
    }
})((window.storymap ??= {}));
