from django.apps import AppConfig


class SampleContentConfig(AppConfig):
    """The invented town; it may read every feature, and none reads it."""

    name = "portal.sample_content"
