/** The journey followed icon by icon: one current step, by eyelets, buttons, keys, swipes, reading or address. */

import { Steps } from "./steps";
import { watchReading } from "./reading";
import { watchSwipes } from "./swipes";

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

  // Where the language is written from the right, on is to the left.
  const onwards = getComputedStyle(story).direction === "rtl" ? -1 : 1;

  // Only from within the map and its buttons: elsewhere the arrows belong to the reader's own tools.
  story.querySelector(".story-map")?.addEventListener("keydown", (event) => {
    const { key } = event as KeyboardEvent;
    const step =
      { ArrowRight: steps.current + onwards, ArrowLeft: steps.current - onwards, Home: 1, End: steps.milestones.length }[
        key
      ] ?? 0;
    if (steps.has(step)) {
      event.preventDefault();
      steps.go(step, { focusEyelet: (event.target as Element).matches("a.eyelet") });
    }
  });

  const map = story.querySelector<HTMLElement>(".map");
  if (map) watchSwipes(map, (toTheLeft) => steps.go(steps.current + (toTheLeft ? onwards : -onwards)));

  // The browser scrolls to what gets the focus: nobody has read on by that.
  story.querySelector(".story-map")?.addEventListener("focusin", () => steps.scrolling(300));

  addEventListener("hashchange", () => {
    const step = Number(/^#step-(\d+)$/.exec(location.hash)?.[1]);
    if (steps.has(step)) steps.show(step);
  });
  watchReading(steps);
}
