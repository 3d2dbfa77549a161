from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class CoreConfig(AppConfig):
    default = True
    name = "portal.core"
    label = "core"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal.core import checks  # noqa: F401, PLC0415 -- registers the house rules once apps are ready
        from portal.core.dates_in_cms import teach  # noqa: PLC0415
        from portal.core.domain import documents, page_views  # noqa: PLC0415 -- models are ready only now
        from portal.core.domain.emergency_templates import load_shipped_templates  # noqa: PLC0415
        from portal.core.domain.imports import tidying  # noqa: PLC0415
        from portal.core.domain.vocabularies import also_load  # noqa: PLC0415 -- models are ready only now
        from portal.core.domain.wordings import load_shipped_wordings  # noqa: PLC0415
        from portal.core.log_keeping import keep  # noqa: PLC0415

        teach()
        keep()
        also_load(load_shipped_wordings)
        also_load(load_shipped_templates)
        tidying.connect()
        documents.connect()
        page_views.connect()


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, with the section of each."""

    default = False
    user_viewset = "portal.core.viewsets.AccountViewSet"
