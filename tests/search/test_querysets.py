import pytest
from django.db import connection

from search.querysets import Statement, answers
from tests.budgets import budget

pytestmark = pytest.mark.django_db


def test_several_statements_are_answered_each_by_itself(django_assert_num_queries):
    asked = [
        Statement("SELECT 1, %s", ["介護"]),
        Statement(""),
        Statement("SELECT 2 WHERE 1 = 0"),
        Statement("SELECT 3"),
    ]

    with django_assert_num_queries(budget(sqlite=3, postgresql=1)):
        rows = answers(asked, "default")

    assert rows == [[(1, "介護")], [], [], [(3,)]]


def test_nothing_is_asked_where_every_statement_is_empty(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert answers([Statement(""), Statement("")], "default") == [[], []]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL binds on its side")
def test_where_the_database_binds_itself_each_statement_goes_alone(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(connection.features, "uses_server_side_binding", True)

    with django_assert_num_queries(2):
        assert answers([Statement("SELECT 1"), Statement("SELECT 2")], "default") == [[(1,)], [(2,)]]
