/** Which step is current, and everything on the page that shows it. */
export class Steps {
  readonly milestones: HTMLElement[];
  current = 0;
  /** Until then a scroll is ours, not the reader's. */
  scrollingUntil = 0;

  constructor(
    private readonly story: HTMLElement,
    private readonly controls: HTMLElement,
  ) {
    this.milestones = [...story.querySelectorAll<HTMLElement>(".milestone")];
  }

  scrolling(milliseconds: number): void {
    this.scrollingUntil = Math.max(this.scrollingUntil, performance.now() + milliseconds);
  }

  has(step: number): boolean {
    return Number.isInteger(step) && step >= 1 && step <= this.milestones.length;
  }

  /** Marks the step, brings its narrative into view and puts it into the address. */
  go(step: number, { focusEyelet = false } = {}): void {
    const milestone = this.milestones[step - 1];
    if (!milestone) return;
    this.show(step);
    this.hold(step);
    this.scrolling(900);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    milestone.scrollIntoView({ block: "start", behavior: calm ? "instant" : "smooth" });
    if (focusEyelet) this.story.querySelector<SVGAElement>(`a.eyelet-${step}`)?.focus({ preventScroll: true });
  }

  /** Puts the step into the address, where it can be copied and come back to. */
  hold(step: number): void {
    if (location.hash !== `#step-${step}`) history.replaceState(history.state, "", `#step-${step}`);
  }

  /** Marks the step where it is. */
  show(step: number, { announced = true } = {}): void {
    if (step === this.current) return;
    this.current = step;
    for (const marked of this.story.querySelectorAll<HTMLElement | SVGElement>("[data-step], .area")) {
      marked.classList.toggle("current", stepsOf(marked).includes(step));
    }
    for (const eyelet of this.story.querySelectorAll("a.eyelet")) {
      if (eyelet.classList.contains("current")) eyelet.setAttribute("aria-current", "step");
      else eyelet.removeAttribute("aria-current");
    }
    this.button(".step-back", step > 1);
    this.button(".step-next", step < this.milestones.length);
    this.say(step, announced);
  }

  private button(selector: string, usable: boolean): void {
    // Not `disabled`: a button that vanishes under the finger takes the focus with it.
    this.controls.querySelector(selector)?.setAttribute("aria-disabled", String(!usable));
  }

  private say(step: number, announced: boolean): void {
    const count = this.milestones.length;
    const now = this.controls.querySelector(".step-now");
    const filled = (said = "", heading = ""): string =>
      said.replace("{steps}", String(count)).replace("{step}", String(step)).replace("{heading}", heading);
    if (now) now.textContent = filled(this.controls.dataset["now"]);
    const status = this.story.querySelector("[role=status]");
    if (!announced || !status) return;
    const heading = this.milestones[step - 1]?.querySelector("h3")?.textContent ?? "";
    status.textContent = filled(this.controls.dataset["announce"], heading);
  }
}

function stepsOf(marked: HTMLElement | SVGElement): number[] {
  return (marked.dataset["step"] ?? marked.dataset["steps"] ?? "").split(" ").map(Number);
}
