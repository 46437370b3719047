/* Wagtail's page editor saves itself. A press of *Submit* or *Save* that meets such a save under way would send a second
   form beside it: of a new page that makes a second page, and the story is left behind in the first. So the press waits
   for the save to end, and then sends the form to where the save has led it. */
(() => {
  const LONGEST = 10000; // milliseconds; a save without an answer holds nobody up for longer

  const form = document.querySelector('[data-edit-form]');
  if (!form) return;
  let saving = false;
  let pressed = null;

  const send = () => {
    if (!pressed) return;
    const { button, timer } = pressed;
    pressed = null;
    saving = false;
    clearTimeout(timer);
    // A button that shows its progress is disabled by now, and the form would not say that it was pressed.
    if (button) button.disabled = false;
    form.requestSubmit(button);
  };

  const ended = () => {
    saving = false;
    send();
  };

  form.addEventListener('w-autosave:save', (event) => {
    // What was pressed carries all that is typed: nothing needs saving in between.
    if (pressed) event.preventDefault();
    else saving = true;
  });
  form.addEventListener('w-autosave:success', ended);
  form.addEventListener('w-autosave:error', ended);

  form.addEventListener(
    'submit',
    (event) => {
      if (!saving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!pressed) pressed = { button: event.submitter, timer: setTimeout(send, LONGEST) };
    },
    true,
  );
})();
