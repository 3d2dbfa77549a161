from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Resources of the community")

    def ready(self) -> None:
        from resources.domain import doors, importing, keeping, searchable  # noqa: PLC0415 -- models are ready only now

        searchable.register()
        importing.register()
        keeping.register()
        doors.register()
