from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.indexing import rebuild, registry
from search.domain.engines import ELASTICSEARCH, EMBEDDED, ENGINES, embedded_engine
from search.models import Document

_BAR: Final = 30


class Command(BaseCommand):
    help = "Write the search index anew, without a moment in which search is empty."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--engine", choices=sorted(ENGINES), help="the engine to rebuild; all that are in use when absent"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        engine = options["engine"]
        if engine == ELASTICSEARCH and not settings.ELASTICSEARCH_URL:
            raise CommandError(_("ELASTICSEARCH_URL names no Elasticsearch."))
        if engine != ELASTICSEARCH:
            self._rebuild_embedded(alone=engine == EMBEDDED)
        if engine != EMBEDDED and settings.ELASTICSEARCH_URL:
            self._rebuild_elasticsearch()

    def _rebuild_embedded(self, *, alone: bool) -> None:
        # Alone, it lets Elasticsearch hear of each document; otherwise a whole new index follows anyway.
        counts = rebuild() if alone else rebuild(embedded_engine())
        labels = registry.kinds
        for kind, count in counts.items():
            self.stdout.write(f"{labels.get(kind, kind)}: {count}")
        self.stdout.write(self.style.SUCCESS(_("%(count)d things can be found.") % {"count": sum(counts.values())}))

    def _rebuild_elasticsearch(self) -> None:
        from elasticsearch import ApiError, TransportError  # noqa: PLC0415 -- most towns go without it

        from search.domain.rebuilding import RebuildFailed, rebuild_elasticsearch  # noqa: PLC0415 -- as above

        total = Document.objects.count()
        try:
            count = rebuild_elasticsearch(
                embedded_engine(), now=timezone.now(), progress=lambda done: self._progress(done, total)
            )
        except (ApiError, TransportError, RebuildFailed) as error:
            raise CommandError(
                _("Elasticsearch was not rebuilt; the index in use stays as it is. %(error)s") % {"error": error}
            ) from error
        self.stdout.write(self.style.SUCCESS(_("Elasticsearch: %(count)d documents.") % {"count": count}))

    def _progress(self, done: int, total: int) -> None:
        if not self.stdout.isatty():
            return
        full = min(_BAR * done // max(total, 1), _BAR)
        end = "\n" if done >= total else ""
        self.stdout.write(f"\r[{'#' * full}{'.' * (_BAR - full)}] {done}/{total}", ending=end)
        self.stdout.flush()
