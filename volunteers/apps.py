from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = _("Volunteering")

    def ready(self) -> None:
        from wagtail.snippets.models import register_snippet  # noqa: PLC0415 -- apps are ready

        from volunteers.viewsets import VolunteeringGroup  # noqa: PLC0415 -- apps are ready

        register_snippet(VolunteeringGroup)
