"""One TOML file for each known CSV profile."""
