from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from portal.core.indexing import rebuild, registry
from search.domain.engines import EMBEDDED, ENGINES


class Command(BaseCommand):
    help = "Write the search index anew, without a moment in which search is empty."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=sorted(ENGINES), default=EMBEDDED, help="the engine to rebuild")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = rebuild(ENGINES[options["engine"]]())
        labels = registry.kinds
        for kind, count in counts.items():
            self.stdout.write(f"{labels.get(kind, kind)}: {count}")
        self.stdout.write(self.style.SUCCESS(_("%(count)d things can be found.") % {"count": sum(counts.values())}))
