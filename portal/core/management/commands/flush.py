"""`manage.py flush`, as Django has it: it empties everything, so the log goes as well."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from portal.core.log_keeping import let_go


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        with let_go(connections[options["database"]]):
            super().handle(**options)
