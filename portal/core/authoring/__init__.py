"""The checker of what staff write: facts of a text, rules over them, findings at their place, corrections."""
