/** The journey followed icon by icon: one current step, by eyelets, buttons, arrow keys, reading or address. */

import { Steps } from "./steps";
import { watchReading } from "./reading";

const story = document.querySelector<HTMLElement>("#story");
const controls = story?.querySelector<HTMLElement>(".steps");

if (story && controls) {
  const steps = new Steps(story, controls);
  story.classList.add("stepping");
  controls.hidden = false;

  const asked = Number(/^#step-(\d+)$/.exec(location.hash)?.[1]);
  steps.show(steps.has(asked) ? asked : 1, { announced: false });

  story.addEventListener("click", (event) => {
    const eyelet = (event.target as Element).closest<SVGAElement>("a.eyelet");
    if (eyelet && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      steps.go(Number(eyelet.dataset["step"]));
    }
  });
  controls.querySelector(".step-back")?.addEventListener("click", () => steps.go(steps.current - 1));
  controls.querySelector(".step-next")?.addEventListener("click", () => steps.go(steps.current + 1));

  // Only from within the map and its buttons: elsewhere the arrows belong to the reader's own tools.
  story.querySelector(".story-map")?.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[(event as KeyboardEvent).key];
    if (by && steps.has(steps.current + by)) {
      event.preventDefault();
      steps.go(steps.current + by, { focusEyelet: (event.target as Element).matches("a.eyelet") });
    }
  });

  // The browser scrolls to what gets the focus: nobody has read on by that.
  story.querySelector(".story-map")?.addEventListener("focusin", () => steps.scrolling(300));

  addEventListener("hashchange", () => {
    const step = Number(/^#step-(\d+)$/.exec(location.hash)?.[1]);
    if (steps.has(step)) steps.show(step);
  });
  watchReading(steps);
}
