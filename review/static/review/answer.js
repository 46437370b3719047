/* Puts each comment of the privacy desk at the part of the page it concerns, and leads there. Without script the
   comments are read at the top of the page. */
(() => {
  const list = document.querySelector('[data-review-comments]');
  if (!list) return;

  // A place is the editor's own content path; a number in it counts blocks, whose ids the desk does not know.
  const partOf = (place) => {
    const [field, block] = place.split('.');
    const panel = document.querySelector(`[data-contentpath="${CSS.escape(field)}"]`);
    if (!panel || !block) return panel;
    return panel.querySelector(`[data-contentpath="${CSS.escape(block)}"]`) || panel;
  };

  const reveal = (part) => {
    const tab = part.closest('[role="tabpanel"]');
    if (tab && tab.hidden) document.getElementById(tab.getAttribute('aria-labelledby'))?.click();
    for (let panel = part.closest('[data-panel]'); panel; panel = panel.parentElement.closest('[data-panel]')) {
      const toggle = panel.querySelector('[data-panel-toggle]');
      if (toggle?.getAttribute('aria-expanded') === 'false') toggle.click();
    }
    const inner = part.querySelector('[data-panel-toggle][aria-expanded="false"]');
    if (inner) inner.click();
  };

  const noteAt = (part, link, words) => {
    const note = document.createElement('div');
    note.className = 'review-note';
    note.id = `${link.id}-note`;
    const said = document.createElement('p');
    said.textContent = `${list.dataset.reviewNote} ${words}`;
    const back = document.createElement('a');
    back.href = `#${link.id}`;
    back.textContent = list.dataset.reviewBack;
    note.append(said, back);
    part.prepend(note);
  };

  const goTo = (part) => {
    reveal(part);
    // The tab takes the focus first, and shows its panel with the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => mark(part)));
  };

  const mark = (part) => {
    document.querySelectorAll('.review-concerned').forEach((old) => old.classList.remove('review-concerned'));
    part.classList.add('review-concerned');
    part.scrollIntoView({ block: 'center' });
    const field = part.querySelector('input:not([type="hidden"]), select, textarea, [contenteditable="true"]');
    (field || part).focus({ preventScroll: true });
  };

  const start = () => {
    list.querySelectorAll('[data-review-place]').forEach((link, index) => {
      link.id = `review-comment-${index}`;
      const part = partOf(link.dataset.reviewPlace);
      // A translation takes it from its original: there is no field here to lead to.
      if (!part) return link.replaceWith(...link.childNodes);
      noteAt(part, link, link.closest('dt').nextElementSibling.innerText);
      link.addEventListener('click', (event) => {
        event.preventDefault();
        goTo(part);
      });
    });
  };

  if (document.readyState === 'complete') start();
  else window.addEventListener('load', start);
})();
