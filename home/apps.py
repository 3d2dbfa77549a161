from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Front page")

    def ready(self) -> None:
        from home.domain import searchable, upkeep  # noqa: PLC0415 -- models are ready only now
        from home.domain.approval import gate as approval  # noqa: PLC0415 -- models are ready only now
        from home.domain.authoring import gate, sweeping  # noqa: PLC0415 -- models are ready only now

        searchable.register()
        gate.connect()
        approval.connect()
        sweeping.connect()
        upkeep.connect()
