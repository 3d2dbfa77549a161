"""Many residents search for the same thing in the same moment. These tests empty the database: a file of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from search.domain.unanswered import record
from search.models import UnansweredQuestion

TODAY = date(2026, 11, 23)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_who_search_for_the_same_at_once_none_is_lost():
    def search(_number):
        try:
            return record("粗大ごみ", today=TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as residents:
        recorded = list(residents.map(search, range(16)))

    assert recorded == [True] * 16
    kept = list(UnansweredQuestion.objects.values_list("text", "count", "last_asked_on"))
    assert kept == [("粗大ごみ", 16, TODAY)]
