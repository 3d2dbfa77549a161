"""`manage.py search_quality`: how good and how quick search is, in figures, over an index of its own."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from search.domain.engines import EMBEDDED, ENGINES, measuring_engine
from search.domain.measuring import Report, UnreadableFile, agency_kinds_of, fill, measure, measured_kinds, queries_of


class Command(BaseCommand):
    help = "Measure search with a file of judged queries over a corpus; the site's own index is not touched."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("queries", metavar="QUERIES.tsv", type=Path)
        parser.add_argument("--corpus", metavar="CORPUS.jsonl[.gz]", type=Path, required=True)
        parser.add_argument("--kinds", metavar="KINDS.tsv", type=Path, help="the kinds of the judgements")
        parser.add_argument("--engine", choices=sorted(ENGINES), default=EMBEDDED, help="the engine to measure")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in ("queries", "corpus", "kinds"):
            path = options[name]
            if path is not None and not path.is_file():
                raise CommandError(_("There is no file %(path)s.") % {"path": path})
        try:
            report = self._report(options)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps({"overall": report.overall, "groups": report.groups}, ensure_ascii=False))
        else:
            self._print(report)

    def _report(self, options: dict[str, Any]) -> Report:
        queries = queries_of(options["queries"])
        agency_kinds = agency_kinds_of(options["kinds"]) if options["kinds"] else list(measured_kinds().values())
        with measuring_engine(options["engine"]) as engine:
            filled = fill(engine, options["corpus"])
            return measure(engine, queries, options["corpus"], agency_kinds, filled=filled)

    def _print(self, report: Report) -> None:
        names = list(report.overall)
        self.stdout.write("".join(f"{name:>9}" for name in ["", *names]))
        for group, figures in {"all": report.overall, **report.groups}.items():
            self.stdout.write(f"{group:>9}" + "".join(f"{figures[name]:>9.3f}" for name in names))
        self.stdout.write(f"{report.documents} documents, {report.documents_a_second:.0f}/s")
