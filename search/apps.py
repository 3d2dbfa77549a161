from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from wagtail.snippets.models import register_snippet  # noqa: PLC0415 -- apps are ready

        from portal.core.domain.vocabularies import also_load  # noqa: PLC0415 -- models are ready only now
        from portal.core.due_work import DueWork, register  # noqa: PLC0415 -- as the lines below
        from portal.core.indexing import registry  # noqa: PLC0415 -- the registry needs loaded apps
        from search.domain.engines import CurrentEngine  # noqa: PLC0415 -- models are ready only now
        from search.domain.following import follow_wagtail  # noqa: PLC0415 -- models are ready only now
        from search.domain.shipped import load_shipped_knowledge  # noqa: PLC0415 -- models are ready only now
        from search.domain.stamp import follow_knowledge  # noqa: PLC0415 -- models are ready only now
        from search.viewsets import SearchWordsGroup  # noqa: PLC0415 -- apps are ready

        registry.attach(CurrentEngine())
        if settings.ELASTICSEARCH_URL:
            from search.domain.outbox import drain_due  # noqa: PLC0415 -- most towns go without it

            register(DueWork("tell Elasticsearch", drain_due))
        follow_wagtail()
        follow_knowledge()
        also_load(load_shipped_knowledge)
        register_snippet(SearchWordsGroup)
