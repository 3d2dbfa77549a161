// Suggestions under a search box: a combobox with a listbox, as WAI-ARIA describes it.
const PAUSE = 120; // milliseconds without a key, before the server is asked
const KEPT = 50; // answers that one page remembers

export function suggestFor(input) {
  if (!input.combobox) input.combobox = new Combobox(input);
}

class Combobox {
  constructor(input) {
    this.input = input;
    this.answers = new Map();
    this.chosen = -1;
    this.options = [];
    this.list = this.element("ul", { id: `${input.id}-suggestions`, role: "listbox", hidden: "" }, "suggestions");
    this.list.setAttribute("aria-label", input.dataset.suggestName);
    this.status = this.element("p", { role: "status" }, "visually-hidden");
    input.closest(".search-box__row").append(this.list);
    input.form.append(this.status);
    this.say("role", "combobox");
    this.say("aria-autocomplete", "list");
    this.say("aria-controls", this.list.id);
    this.say("aria-expanded", "false");
    // Kana that the input method has not converted yet are worth a suggestion too: no waiting for its end.
    input.addEventListener("input", () => this.askSoon());
    input.addEventListener("compositionend", () => this.askSoon());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    // Pressing an option must not take the focus away before the click arrives.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
    if (input.value !== input.defaultValue) this.askSoon();
  }

  element(name, attributes, className) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.className = className;
    return made;
  }

  say(name, value) {
    this.input.setAttribute(name, value);
  }

  askSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const typed = this.input.value.trim();
    this.running?.abort();
    if (!typed) return this.close();
    if (!this.answers.has(typed)) {
      this.running = new AbortController();
      try {
        const address = `${this.input.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
        const answer = await fetch(address, { signal: this.running.signal, credentials: "omit" });
        if (!answer.ok) return this.close();
        if (this.answers.size >= KEPT) this.answers.clear();
        this.answers.set(typed, (await answer.json()).suggestions);
      } catch {
        return; // a newer question took its place, or there is no net: the box works as a plain form
      }
    }
    if (document.activeElement === this.input && this.input.value.trim() === typed) this.show(this.answers.get(typed));
  }

  show(suggestions) {
    this.options = suggestions.map((suggestion, number) => this.option(suggestion, number));
    this.list.replaceChildren(...this.options);
    this.mark(-1);
    const open = this.options.length > 0;
    this.list.hidden = !open;
    this.say("aria-expanded", String(open));
    const { suggestSome, suggestNone } = this.input.dataset;
    this.status.textContent = open ? suggestSome.replace("{count}", this.options.length) : suggestNone;
  }

  option({ text, kind, url }, number) {
    const option = this.element("li", { role: "option", id: `${this.list.id}-${number}`, "aria-selected": "false" }, "suggestions__option");
    const words = this.element("span", {}, "suggestions__text");
    words.textContent = text;
    const sort = this.element("span", {}, "suggestions__kind");
    sort.textContent = kind;
    option.append(words, " ", sort);
    option.address = url;
    option.words = text;
    return option;
  }

  press(event) {
    // While an input method is at work, the arrows, Enter and Escape are its own.
    if (event.isComposing || event.keyCode === 229) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) this.step(event.key === "ArrowDown" ? 1 : -1);
      else this.ask();
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && open && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.options[this.chosen]);
    }
  }

  // From the last option on, and up from the first, the box itself comes next.
  step(by) {
    const count = this.options.length + 1;
    this.mark(((this.chosen + 1 + by + count) % count) - 1);
  }

  mark(number) {
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = number;
    const option = this.options[number];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.say("aria-activedescendant", option.id);
  }

  take(option) {
    if (!option) return;
    this.input.value = option.words;
    this.close();
    window.location.assign(option.address);
  }

  close() {
    clearTimeout(this.waiting);
    this.running?.abort();
    this.list.hidden = true;
    this.mark(-1);
    this.say("aria-expanded", "false");
    this.status.textContent = "";
  }
}
