// On a phone the results come first, and a month needs the room: fold the filters while nothing is chosen.
const NARROW = "(max-width: 63.99rem)";

export function foldFiltersOverResults(root) {
  if (!window.matchMedia(NARROW).matches && !root.querySelector(".month-calendar")) return;
  for (const filters of root.querySelectorAll("[data-filters]:not([data-active])")) {
    filters.open = false;
  }
}
