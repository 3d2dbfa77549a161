/* The check of writing in the editor: posts what is typed, shows each finding at its place, corrects in one press. */
(() => {
  "use strict";

  const PAUSE = 1500; // milliseconds after the last change
  const LOOK_AGAIN = 4000; // changes that no event tells of, such as a picture that was chosen
  const FEW = 8; // findings that are listed without being asked for
  const NARROW = 640; // pixels
  const ICONS = { stop: "error", warning: "warning", hint: "info-circle" };

  const told = JSON.parse(document.getElementById("authoring-words")?.textContent || "null");
  const form = document.querySelector("form[data-edit-form]");
  if (!told || !form) return;

  let posted = "";
  let waiting = null;
  let asked = 0;
  let seen = "";

  /* Where to post, from the address of the form: a page, a new page, an entry of the directory, a new entry. */
  function address() {
    const path = new URL(form.action || location.href, location.href).pathname;
    const patterns = [
      [/\/pages\/(\d+)\//, (found) => `page/${found[1]}/`],
      [/\/pages\/add\/(\w+)\/(\w+)\/(\d+)\//, (found) => `new/${found[1]}/${found[2]}/${found[3]}/`],
      [/\/snippets\/resources\/(agency|base|group)\/(?:edit|history\/\d+|\w+)\/(\d+)\//, (found) => `${found[1]}/${found[2]}/`],
      [/\/snippets\/resources\/(agency|base|group)\/add\//, (found) => `new/${found[1]}/`],
    ];
    for (const [pattern, made] of patterns) {
      const found = path.match(pattern);
      if (found) return told.check + made(found);
    }
    return "";
  }

  function typed() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !name.startsWith("comments-") && name !== "next") data.append(name, value);
    }
    return data.toString();
  }

  async function check() {
    const data = typed();
    const to = address();
    if (!to || data === posted) return;
    posted = data;
    const number = ++asked;
    try {
      const answer = await fetch(to, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
        body: data,
      });
      if (!answer.ok || number !== asked) return;
      show(await answer.json());
    } catch {
      posted = ""; // the next change asks again
    }
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  }

  /* ---- finding the place ---- */

  const TYPED = ["text", "tel", "url", "email", "search", "textarea"];
  const inputs = (within) =>
    [...within.querySelectorAll("input, textarea")].filter((input) => draftail(input) || TYPED.includes(input.type));

  const draftail = (input) => input.draftailEditor || null;

  function words(input) {
    const editor = draftail(input);
    if (!editor) return [input.value];
    return editor.getEditorState().getCurrentContent().getBlocksAsArray().map((block) => block.getText());
  }

  const escaped = (name) => CSS.escape(name);

  function place(finding) {
    const field = form.querySelector(`[data-contentpath="${escaped(finding.field)}"]`);
    const block = finding.block && form.querySelector(`[data-contentpath="${escaped(finding.block)}"]`);
    const row = !finding.block && finding.part && form.querySelector(`[name="${escaped(finding.field)}-${escaped(finding.part.replace(".", "-"))}"]`);
    if (row) return row.closest("[data-field]") || row.parentElement;
    const formset = document.getElementById(`id_${finding.field}-FORMS`);
    const home = block || field || formset || form.querySelector(`[name="${escaped(finding.field)}"]`)?.closest("[data-field]");
    return home ? narrowed(home, finding) : null;
  }

  /* Inside a block, the part that the path names; else the one field that holds the words. */
  function narrowed(home, finding) {
    let here = home;
    for (const step of finding.part.replace(/#.*/, "").split(".").filter(Boolean)) {
      const named = [...here.querySelectorAll(`[data-contentpath="${escaped(step)}"]`)][0];
      const numbered = /^\d+$/.test(step) ? here.querySelectorAll(":scope [data-streamfield-child], :scope [data-sequence-child]")[Number(step)] : null;
      here = named || numbered || here;
    }
    const holds = finding.correction && inputs(here).find((input) => find(input, finding.correction));
    const own = holds?.closest("[data-field]");
    return own && here.contains(own) ? own : here;
  }

  /* Which of the texts of an input holds the words, and from where. */
  function find(input, correction) {
    const { before, was, after } = correction;
    const texts = words(input);
    for (let number = 0; number < texts.length; number += 1) {
      const at = texts[number].indexOf(before + was + after);
      if (at >= 0) return { number, start: at + before.length, end: at + before.length + was.length };
    }
    return null;
  }

  /* ---- correcting ---- */

  function mend(finding) {
    const home = place(finding);
    const near = home ? inputs(home) : [];
    const input = [...near, ...(home ? [] : inputs(form))].find((one) => find(one, finding.correction));
    if (!input) return null;
    const spot = find(input, finding.correction);
    const editor = draftail(input);
    if (editor) mendRich(editor, spot, finding.correction.replacement);
    else mendPlain(input, spot, finding.correction.replacement);
    return editor ? input.closest("[data-field], form").querySelector(".public-DraftEditor-content") || heading : input;
  }

  function mendPlain(input, { start, end }, replacement) {
    const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set;
    setter.call(input, input.value.slice(0, start) + replacement + input.value.slice(end));
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
  }

  /* The words of one paragraph change, their look stays; the editor's own undo takes it back. */
  function mendRich(editor, { number, start, end }, replacement) {
    const state = editor.getEditorState();
    const content = state.getCurrentContent();
    const block = content.getBlocksAsArray()[number];
    const looks = block.getCharacterList();
    const look = looks.get(Math.min(start, looks.size - 1));
    const changed = block.merge({
      text: block.getText().slice(0, start) + replacement + block.getText().slice(end),
      characterList: looks.splice(start, end - start, ...Array.from(replacement, () => look).concat(Array(replacement.length - Array.from(replacement).length).fill(look))),
    });
    const next = content.merge({ blockMap: content.getBlockMap().set(block.getKey(), changed) });
    editor.onChange(state.constructor.push(state, next, "insert-characters"));
  }

  /* ---- showing ---- */

  function made(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  function icon(level) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", `icon icon-${ICONS[level]} authoring-icon`);
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#icon-${ICONS[level]}`);
    svg.append(use);
    return svg;
  }

  const panel = made("section", { class: "authoring-panel", "aria-labelledby": "authoring-heading", hidden: "" });
  const heading = made("h2", { id: "authoring-heading", class: "authoring-panel__heading", tabindex: "-1" }, told.heading);
  const status = made("p", { class: "authoring-panel__status", role: "status", "aria-live": "polite" });
  const list = made("ul", { class: "authoring-panel__list" });
  const details = made("details", { class: "authoring-panel__details" }, made("summary", {}, told.list), list);
  let opened = null; // as the reader left it
  details.querySelector("summary").addEventListener("click", () => { opened = !details.open; });
  panel.append(heading, status, details);
  form.prepend(panel);

  function level(finding) {
    return made("strong", { class: "authoring-level" }, icon(finding.level), finding.label);
  }

  function show({ findings, counts }) {
    const typing = document.activeElement;
    const stood = typing.closest(".authoring-note");
    form.querySelectorAll(".authoring-note").forEach((note) => note.remove());
    list.replaceChildren();
    panel.hidden = false;
    panel.dataset.level = counts.length ? counts[0].level : "none";
    const each = counts.map((count) => `${count.label}${count.number}`).join(told.between);
    say(findings.length ? told.some.replace("%n", findings.length).replace("%s", each) : told.none);
    details.hidden = !findings.length;
    details.open = opened ?? (findings.length <= FEW && window.innerWidth >= NARROW);
    const lines = findings.map((finding, number) => [finding, line(finding, note(finding, number))]);
    for (const grave of Object.keys(ICONS)) lines.forEach(([finding, shown]) => finding.level === grave && list.append(shown));
    if (document.contains(typing)) return;
    // The keyboard stays at the finding at which it was, though the finding was drawn anew.
    const again = stood && [...form.querySelectorAll(".authoring-note")].find((note) => note.dataset.finding === stood.dataset.finding);
    const target = (again && typing !== stood && again.querySelector("button")) || again || heading;
    target.focus({ preventScroll: true });
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text; // said aloud only when it differs
  }

  function note(finding, number) {
    const home = place(finding);
    if (!home) return null;
    const shown = made("div", { class: `authoring-note authoring-note--${finding.level}`, id: `authoring-note-${number}`, tabindex: "-1", "data-finding": [finding.field, finding.block, finding.part, finding.message].join("|") });
    shown.append(level(finding), made("span", { class: "authoring-note__message" }, finding.message));
    if (finding.correction) shown.append(change(finding), button(finding));
    home.append(shown);
    return shown;
  }

  function change({ correction }) {
    return made("span", { class: "authoring-note__change" },
      made("del", {}, correction.was.replace(/\s/g, "␣") || told.nothing),
      made("span", { "aria-label": told.becomes, role: "img" }, " → "),
      made("ins", {}, correction.replacement.replace(/\s/g, "␣") || told.nothing));
  }

  function button(finding) {
    const press = made("button", { type: "button", class: "button button-small button-secondary authoring-note__mend" }, told.mend);
    press.setAttribute("aria-label", `${told.mend}${told.colon}${finding.message}`);
    press.addEventListener("click", () => {
      const mended = mend(finding);
      if (mended) {
        press.closest(".authoring-note").remove();
        say(told.mended);
        mended.focus();
        soon();
      } else {
        press.replaceWith(made("span", { class: "authoring-note__message", role: "status" }, told.byHand));
      }
    });
    return press;
  }

  function line(finding, shown) {
    const where = made("span", { class: "authoring-panel__where" }, finding.where);
    const said = [level(finding), where, made("span", {}, finding.message)];
    if (!shown) return made("li", {}, ...said);
    const jump = made("a", { href: `#${shown.id}` }, ...said);
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(shown);
      shown.scrollIntoView({ block: "center" });
      shown.focus({ preventScroll: true });
    });
    return made("li", {}, jump);
  }

  /* Open the tab and the panels in which the place is hidden. */
  function reveal(shown) {
    const tab = shown.closest("[role=tabpanel][hidden]");
    if (tab) document.querySelector(`[role=tab][href="#${tab.id}"], [role=tab][aria-controls="${tab.id}"]`)?.click();
    for (let closed = shown.closest(".w-panel.collapsed, [data-panel].collapsed"); closed; closed = closed.parentElement.closest(".w-panel.collapsed, [data-panel].collapsed")) {
      closed.querySelector("[data-panel-toggle][aria-expanded=false]")?.click();
    }
    shown.closest("[hidden=until-found]")?.removeAttribute("hidden");
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  document.addEventListener("keyup", soon);
  setInterval(() => {
    const now = typed();
    if (now !== posted && now === seen) check(); // it has rested for a whole interval
    seen = now;
  }, LOOK_AGAIN);
  // The editor of rich text and the blocks are built when the page has loaded.
  window.addEventListener("load", () => setTimeout(check, 300));
})();
