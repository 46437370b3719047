// Rectangles drawn on a picture become numbers in the form, and numbers in the form are shown on the picture.
// The form alone does everything; this only saves typing.
(() => {
  const svg = document.querySelector("[data-picture]");
  const form = document.querySelector("[data-cover]");
  if (!svg || !form) return;
  const layer = svg.querySelector("[data-drawn]");
  const full = document.querySelector("[data-full]");
  const rows = [...form.querySelectorAll("[data-row]")].map((row) => [...row.querySelectorAll("input")]);
  const { width, height } = svg.viewBox.baseVal;
  const clamp = (value, most) => Math.max(0, Math.min(most, Math.round(value)));

  const show = () => {
    layer.replaceChildren(
      ...rows.flatMap((inputs) => {
        const [x, y, across, down] = inputs.map((input) => input.valueAsNumber);
        if (![x, y, across, down].every(Number.isFinite)) return [];
        const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        Object.entries({ x, y, width: across, height: down }).forEach(([name, value]) =>
          rect.setAttribute(name, Math.max(0, value)),
        );
        return [rect];
      }),
    );
  };

  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [clamp(point.x, width), clamp(point.y, height)];
  };

  let from = null;
  let row = null;
  svg.addEventListener("pointerdown", (event) => {
    row = rows.find((inputs) => inputs.every((input) => input.value === ""));
    if (event.button !== 0) return;
    // Words and place both: read out when it is written, seen where one draws.
    full.textContent = row ? "" : full.dataset.full;
    if (!row) return;
    from = at(event);
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(event);
    const corner = [Math.min(from[0], to[0]), Math.min(from[1], to[1])];
    const size = [Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])];
    [...corner, ...size].forEach((value, index) => {
      row[index].value = value;
    });
    show();
  });
  const end = () => {
    if (!from) return;
    from = null;
    // A click without a drag draws nothing.
    if (!(row[2].valueAsNumber > 2 && row[3].valueAsNumber > 2)) {
      row.forEach((input) => {
        input.value = "";
      });
    }
    show();
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  form.addEventListener("input", show);
  show();
})();
