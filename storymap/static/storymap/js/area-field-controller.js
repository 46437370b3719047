/* Starts the picker in forms that are not a StreamField. */
(function (storymap) {
    class AreaController extends window.StimulusModule.Controller {
        static values = { options: Object };

        connect() {
            if (this.field) return;
            const { id } = this.element.querySelector("input[type=hidden]");
            this.field = new storymap.AreaField({ ...this.optionsValue, id });
        }
    }

    window.wagtail.app.register("storymap-area", AreaController);
})((window.storymap ??= {}));
