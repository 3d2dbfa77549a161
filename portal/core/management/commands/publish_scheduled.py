"""`manage.py publish_scheduled`: Wagtail's command, each page in one transaction of its own."""

from typing import Any

from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from portal.core.domain.due_publishing import publish_due


class Command(WagtailCommand):
    help = "Publishes what is due and takes down what has expired."

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        publish_due(timezone.now())
