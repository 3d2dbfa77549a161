from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from portal.core.indexing import registry  # noqa: PLC0415 -- the registry needs loaded apps
        from search.domain.engines import CurrentEngine  # noqa: PLC0415 -- models are ready only now
        from search.domain.following import follow_wagtail  # noqa: PLC0415 -- models are ready only now

        registry.attach(CurrentEngine())
        follow_wagtail()
