"""What uses what is noted by the worker, a while after a text was saved.

Whoever is about to take a thing away must know it now.
"""

from typing import Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from portal.core.patience import BRIEF, waiting_at_most

# A few texts are saved between two passes of the worker; after an import thousands of entries wait, which use little.
MOST: Final = 100


def note_what_waits() -> int:
    """Note what the texts use that were saved last and wait for the worker, at most ``MOST``; returns how many.

    The worker need not do it again. While somebody else holds the database nothing is noted.
    """
    waiting = DBTaskResult.objects.ready().filter(task_path=update_reference_index_task.module_path)
    newest = dict(waiting.order_by("-enqueued_at").values_list("pk", "args_kwargs")[:MOST])
    if not newest:
        return 0
    texts = {tuple(call["args"]) for call in newest.values()}
    try:
        with waiting_at_most(BRIEF):
            noted = sum(_noted(text) for text in texts)
            waiting.filter(pk__in=list(newest)).delete()
    except OperationalError:
        return 0
    return noted


def _noted(text: tuple[str, ...]) -> bool:
    try:
        update_reference_index_task.func(*text)
    except ObjectDoesNotExist:
        return False  # it is gone meanwhile
    return True
