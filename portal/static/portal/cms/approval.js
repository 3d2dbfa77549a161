/* In the editor of a text that was sent back: each remark stands beside its field. */
(() => {
  "use strict";

  const told = JSON.parse(document.getElementById("approval-words")?.textContent || "null");
  const form = document.querySelector("form[data-edit-form]");
  if (!told || !form) return;

  function address() {
    const path = new URL(form.action || location.href, location.href).pathname;
    const page = path.match(/\/pages\/(\d+)\/edit\//);
    const listing = path.match(/\/snippets\/resources\/(agency|base|group)\/edit\/(\d+)\//);
    if (page) return `${told.remarks}page/${page[1]}/`;
    return listing ? `${told.remarks}${listing[1]}/${listing[2]}/` : "";
  }

  function place({ field, block }) {
    const at = (name) => name && form.querySelector(`[data-contentpath="${CSS.escape(name)}"]`);
    return at(block) || at(field) || form.querySelector(`[name="${CSS.escape(field)}"]`)?.closest("[data-field]");
  }

  function note(remark) {
    const shown = document.createElement("p");
    shown.className = "approval-remark";
    const label = document.createElement("strong");
    label.textContent = `${told.label}（${remark.by}）`;
    shown.append(label, document.createElement("br"), remark.text);
    return shown;
  }

  async function show() {
    const to = address();
    const answer = to && (await fetch(to, { headers: { Accept: "application/json" } }));
    if (!answer || !answer.ok) return;
    const { remarks } = await answer.json();
    remarks.forEach((remark) => place(remark)?.append(note(remark)));
  }

  // The blocks of the editor are built when the page has loaded.
  window.addEventListener("load", () => setTimeout(show, 200));
})();
