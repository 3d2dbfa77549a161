"""Puts the invented town into the database."""

from portal.sample_content.loading.town import Sizes, load_town

__all__ = ["Sizes", "load_town"]
