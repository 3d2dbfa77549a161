from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from events.domain import due, importing, keeping, searchable  # noqa: PLC0415 -- models are ready only now

        searchable.register()
        importing.register()
        keeping.register()
        due.connect()
