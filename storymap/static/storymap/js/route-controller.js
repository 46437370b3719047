/* Keeps map, list and form of a route together: what one shows, the others follow. */
(function (storymap) {
    class RouteController extends window.StimulusModule.Controller {
        static targets = ["stream", "map", "list", "empty", "status"];

        static values = { options: Object };

        connect() {
            const options = this.optionsValue;
            const choose = (at) => storymap.focusBlock(this.milestones[at].element);
            this.milestones = [];
            this.stream = new storymap.RouteStream(this.streamTarget, options, () => this.follow());
            this.list = new storymap.RouteList(this.listTarget, options.strings, choose);
            this.map = new storymap.RouteMap(this.mapTarget, options, choose);
            this.entered = (event) => this.mark(event.target);
            this.streamTarget.addEventListener("focusin", this.entered);
            this.begin().catch((error) => {
                this.say(options.strings.failed);
                throw error;
            });
        }

        disconnect() {
            this.stream.stop();
            this.map.stop();
            this.streamTarget.removeEventListener("focusin", this.entered);
        }

        async begin() {
            const [areas] = await Promise.all([storymap.names(this.optionsValue.names), this.map.start()]);
            this.areas = areas;
            this.follow(true);
        }

        follow(first = false) {
            if (!this.areas) return;
            const before = this.milestones;
            this.milestones = this.stream.milestones();
            const stops = this.milestones.map((milestone) => this.stop(milestone));
            this.milestones.forEach((milestone, at) => this.advise(milestone, stops[at]));
            const drawn = JSON.stringify(stops);
            if (!first) this.tell(before);
            if (drawn === this.drawn && !this.moved(before)) return;
            this.drawn = drawn;
            this.emptyTarget.hidden = stops.length > 0;
            this.list.draw(stops);
            this.map.draw(stops).then(() => this.mark(document.activeElement));
        }

        /** What is shown of a milestone: never more than the public will see of its place. */
        stop({ code, heading, stage, under18 }) {
            const chosen = this.areas.get(code);
            const area = chosen ? storymap.offered(chosen, this.areas, under18) : null;
            const place = area ? this.named(area) : "";
            return { heading, stage, area, place, coarser: Boolean(area) && area !== chosen, label: heading || place };
        }

        named(area) {
            return storymap.label(area, this.areas, this.optionsValue.locale);
        }

        advise({ field, code, locked }, { area, coarser }) {
            const place = field && storymap.fieldOf(field);
            if (!place) return;
            if (locked) {
                if (!place.search.input.readOnly) place.lock(code);
                return;
            }
            const { young, take } = this.optionsValue.strings;
            const named = coarser && this.named(area);
            const sentence = coarser && young.replace("{area}", named);
            place.advise(coarser ? { sentence, label: take.replace("{area}", named), area } : null);
        }

        moved(before) {
            return this.milestones.some(({ element }, at) => before[at]?.element !== element);
        }

        /** Says what was added, removed or moved; what is typed is heard where it is typed. */
        tell(before) {
            const elements = (milestones) => milestones.map(({ element }) => element);
            const [now, then] = [elements(this.milestones), elements(before)];
            const { added, removed, moved } = this.optionsValue.strings;
            const gone = before.find(({ element }) => !now.includes(element));
            const come = now.find((element) => !then.includes(element));
            if (come) this.say(added, now.indexOf(come));
            else if (gone) this.say(removed, -1, gone.heading);
            else if (this.moved(before)) this.say(moved, this.mover(now, then));
        }

        /** The one that left its place; of two neighbours that changed places the one in use. */
        mover(now, then) {
            const shift = now.map((element, at) => Math.abs(at - then.indexOf(element)));
            const furthest = Math.max(...shift);
            const used = now.findIndex((element, at) => shift[at] === furthest && element.contains(document.activeElement));
            return used >= 0 ? used : shift.indexOf(furthest);
        }

        say(sentence, at = -1, heading = this.milestones[at]?.heading) {
            this.statusTarget.textContent = sentence
                .replace("{heading}", () => heading || this.optionsValue.strings.noHeading)
                .replace("{number}", at + 1)
                .replace("{count}", this.milestones.length);
        }

        mark(element) {
            const at = this.milestones.findIndex((milestone) => milestone.element.contains(element));
            if (at < 0) return;
            this.list.mark(at);
            this.map.mark(at);
        }
    }

    window.wagtail.app.register("storymap-route", RouteController);
})((window.storymap ??= {}));
