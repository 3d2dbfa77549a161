"""Open data taken over in /cms/: received, checked, taken over as a whole, undone as a whole."""
