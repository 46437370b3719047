/* Starts the picker in a StreamField block. An empty block stays empty. */
(function (storymap) {
    class AreaInput {
        constructor(html, options) {
            this.html = html;
            this.options = options;
        }

        render(placeholder, name, id, initialState, parentCapabilities, { attributes = {} } = {}) {
            placeholder.outerHTML = this.html.replace(/__NAME__/g, name).replace(/__ID__/g, id);
            const input = document.getElementById(`${id}-search`);
            Object.entries(attributes).forEach(([attribute, value]) => {
                if (attribute.startsWith("aria-")) input.setAttribute(attribute, value);
            });
            const field = new storymap.AreaField({ ...this.options, id });
            if (initialState) field.setState(initialState);
            return field;
        }
    }

    window.telepath.register("storymap.widgets.AreaInput", AreaInput);
})((window.storymap ??= {}));
