"""How the checker of what staff write meets them: in the editor, at publishing, in the report."""
