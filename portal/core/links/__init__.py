"""Links that lead outside: where they stand, and whether they still lead anywhere."""
