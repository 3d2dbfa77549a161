/* Pasting from Word, Excel and PDF: the server makes it clean (portal/core/authoring/pasting), this puts it in its place. */
(() => {
  "use strict";

  const told = JSON.parse(document.getElementById("pasting-words")?.textContent || "null");
  const form = document.querySelector("form[data-edit-form]");
  if (!told || !form) return;

  // Full-width letters and digits, half-width kana, more than one line or cell.
  const UNTIDY = /[０-９Ａ-Ｚａ-ｚ\uff61-\uff9f\n\t]/;
  // What the editor itself copied is clean.
  const OWN = "data-draftjs-conductor-fragment";
  let handing = false;

  document.addEventListener(
    "paste",
    (event) => {
      const target = event.target;
      if (handing || !event.clipboardData || !(target instanceof Element) || !form.contains(target)) return;
      const html = event.clipboardData.getData("text/html");
      const text = event.clipboardData.getData("text/plain");
      const length = html.length + text.length;
      if (!length || length > told.longest || html.includes(OWN)) return;
      const put = placeOf(target, html, text);
      if (!put) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      clean(put.into, html, text).then((answer) => {
        put.in(answer || { html, text });
        say(target, answer?.hint || "");
      });
    },
    true
  );

  /* What can be done at this place: the word for the server, and how its answer is put in. */
  function placeOf(target, html, text) {
    const table = /<table/i.test(html) || /\t/.test(text) ? tableAt(target) : null;
    if (table) return { into: "table", in: (answer) => fill(table, target, answer) };
    const editor = target.closest(".public-DraftEditor-content");
    if (editor) return html || UNTIDY.test(text) ? { into: "rich", in: (answer) => hand(editor, answer) } : null;
    if (!UNTIDY.test(text)) return null;
    const write = (answer) => type(target, answer.text);
    if (target instanceof HTMLTextAreaElement) return { into: "lines", in: write };
    const isWords = target instanceof HTMLInputElement && target.type === "text" && target.name !== "slug";
    return isWords ? { into: "line", in: write } : null;
  }

  async function clean(into, html, text) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
    try {
      const answer = await fetch(told.address, {
        method: "POST",
        headers: { "X-CSRFToken": token, Accept: "application/json" },
        body: new URLSearchParams({ into, html, text }),
      });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null; // it is pasted as it was
    }
  }

  /* The editor of running text takes the clean words as if they had been copied so. */
  function hand(editor, answer) {
    const data = new DataTransfer();
    data.setData("text/plain", answer.text);
    if (answer.html) data.setData("text/html", answer.html);
    handing = true;
    try {
      editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    } finally {
      handing = false;
    }
  }

  function type(field, words) {
    field.focus();
    if (document.execCommand("insertText", false, words)) return; // it can be undone
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* The table beside or around a field: that of its own block. One with words in it takes only what is pasted inside. */
  function tableAt(target) {
    const tables = target.closest("[data-streamfield-child]")?.querySelectorAll(".typed-table-block");
    if (tables?.length !== 1) return null;
    return tables[0].contains(target) || isEmpty(tables[0]) ? tables[0] : null;
  }

  const headings = (table) => [...table.querySelectorAll("thead .column-heading")];
  const rows = (table) => [...table.querySelector("tbody").rows];
  const cells = (row) => [...row.cells].slice(1, -1).map((cell) => cell.querySelector("input, textarea"));
  const isEmpty = (table) => [...headings(table), ...rows(table).flatMap(cells)].every((field) => !field?.value.trim());

  function fill(table, target, answer) {
    if (!answer.rows) {
      if (target instanceof HTMLInputElement) type(target, answer.text || "");
      return;
    }
    const [top, left] = corner(table, target);
    const body = top < 0 ? answer.rows.slice(1) : answer.rows;
    while (headings(table).length < left + answer.rows[0].length) addColumn(table);
    while (rows(table).length < Math.max(top, 0) + body.length) table.querySelector("[data-add-row]").click();
    if (top < 0) answer.rows[0].forEach((words, at) => write(headings(table)[left + at], words));
    body.forEach((row, down) => {
      const fields = cells(rows(table)[Math.max(top, 0) + down]);
      row.forEach((words, at) => write(fields[left + at], words));
    });
    const caption = table.closest("[data-streamfield-child]").querySelector("[data-contentpath=caption] input");
    if (caption && !caption.value && answer.caption) write(caption, answer.caption);
  }

  /* Where the first word goes: row -1 is that of the headings. */
  function corner(table, target) {
    if (isEmpty(table)) return [-1, 0];
    const column = headings(table).indexOf(target);
    if (column >= 0) return [-1, column];
    const row = rows(table).findIndex((one) => one.contains(target));
    return row < 0 ? [-1, 0] : [row, Math.max(0, cells(rows(table)[row]).indexOf(target))];
  }

  function addColumn(table) {
    table.querySelector("[data-append-column]").click();
    table.querySelector(".add-column-menu button").click();
  }

  function write(field, words) {
    if (!field) return;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* What became of it, said once, below the block. */
  function say(target, words) {
    const block = target.closest("[data-streamfield-child]") || target.closest("[data-field-wrapper]");
    if (!block) return;
    let place = block.querySelector(":scope > .pasting-hint");
    if (!place) {
      place = document.createElement("p");
      place.className = "pasting-hint help";
      place.setAttribute("role", "status");
      block.append(place);
    }
    place.textContent = words;
  }
})();
