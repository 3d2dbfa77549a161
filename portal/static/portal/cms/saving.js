/* A press comes after what the editor saves by itself, and what it saves is what stands in the form at that moment. */
(() => {
  "use strict";

  const PATIENCE = 10000; // milliseconds for which a press waits for an answer that is still to come

  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;

  let saving = null;
  let waiting = null; // what is to be sent when the pause is over
  let underWay = null;

  /* Wagtail takes the words out of the form and sends them seconds later; here they are taken when they are sent. */
  function takeOver() {
    const found = window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-autosave");
    if (!found?.submit?.restore) return;
    saving = found;
    const send = saving.submit.restore();
    saving.submit = (event) => {
      callOff();
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting = null;
          underWay = send({ defaultPrevented: event.defaultPrevented, detail: { ...event.detail, formData: current() } })
            .finally(() => { underWay = null; });
          resolve(underWay);
        }, saving.intervalValue);
        waiting = { timer, resolve };
      });
    };
  }

  function callOff() {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.resolve();
    waiting = null;
  }

  function current() {
    const data = new FormData(form);
    if (saving.revisionIdValue) data.set("overwrite_revision_id", `${saving.revisionIdValue}`);
    return data;
  }

  /* Rows that were saved on the way get their numbers by the answer; sent before it, they would be made twice. */
  function press(event) {
    if (!saving || event.defaultPrevented) return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault(); // pressed again while the first press waits
      return;
    }
    saving.activeValue = false;
    callOff();
    if (!underWay) {
      setTimeout(() => { saving.activeValue = event.defaultPrevented; }); // somebody else held the press back
      return;
    }
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    const button = event.submitter;
    const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    Promise.race([underWay, patience]).then(() => {
      underWay = null;
      form.removeAttribute("aria-busy");
      // Wagtail makes a pressed button grey, and a grey button would not say what was pressed.
      if (button) button.disabled = false;
      form.requestSubmit(button);
    });
  }

  window.addEventListener("load", takeOver);
  // Who comes back to the form by the browser's own button goes on writing in it.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && saving) saving.activeValue = true;
  });
  form.addEventListener("submit", press);
})();
