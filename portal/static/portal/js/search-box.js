// Suggestions are fetched only by those who go to a search box.
export function suggestWhileTyping(root) {
  for (const input of root.querySelectorAll("[data-suggest]")) {
    const begin = () => import("./suggestions.js").then((module) => module.suggestFor(input));
    input.addEventListener("focus", begin, { once: true });
    if (document.activeElement === input) begin();
  }
}
