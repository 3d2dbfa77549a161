// After a form came back, read out what has to be put right.
export function focusFormErrors(root) {
  root.querySelector("[data-form-errors]")?.focus();
}
