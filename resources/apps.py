from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"

    def ready(self) -> None:
        from resources.domain import importing  # noqa: PLC0415 -- models are ready only now

        importing.register()
