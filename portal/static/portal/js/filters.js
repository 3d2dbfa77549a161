// On a phone the results come first: fold the filters while nothing is chosen.
const NARROW = "(max-width: 63.99rem)";

export function foldFiltersOnNarrowScreens(root) {
  if (!window.matchMedia(NARROW).matches) return;
  for (const filters of root.querySelectorAll("[data-filters]:not([data-active])")) {
    filters.open = false;
  }
}
