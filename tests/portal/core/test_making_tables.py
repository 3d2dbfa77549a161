"""Tables that are made together are the tables that are made one after the other."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from portal.core.making_tables import Together

pytestmark = pytest.mark.django_db(transaction=True)


def key():
    return ("id", models.AutoField(primary_key=True))


def shelf():
    return migrations.CreateModel("Shelf", [key(), ("name", models.TextField())])


def operations():
    named = models.CheckConstraint(condition=~models.Q(name=""), name="shelf_has_a_name")
    return [
        migrations.CreateModel("Book", [key(), ("shelf", models.ForeignKey("core.Shelf", models.CASCADE))]),
        shelf(),
        migrations.AddField("Shelf", "best", models.ForeignKey("core.Book", models.CASCADE, null=True)),
        migrations.AddIndex("Book", models.Index(fields=["id", "shelf"], name="book_on_shelf")),
        migrations.AddConstraint("Shelf", named),
    ]


def applied(*operations):
    """The state after a migration of these, and each table's columns, indexes and constraints; then they are gone."""
    migration = Migration("made", "core")
    migration.operations = list(operations)
    before, after = ProjectState(), None
    with connection.schema_editor(atomic=migration.atomic) as editor:
        after = migration.apply(before, editor)
    with connection.cursor() as cursor:
        tables = {
            name: (
                [column.name for column in connection.introspection.get_table_description(cursor, name)],
                sorted(
                    (tuple(one["columns"] or ()), one["check"], one["index"], one["foreign_key"] or ())
                    for one in connection.introspection.get_constraints(cursor, name).values()
                ),
            )
            for name in ("core_book", "core_shelf")
        }
    with connection.schema_editor() as editor:
        for name in tables:
            editor.execute(f"DROP TABLE {name}" + (" CASCADE" if connection.vendor == "postgresql" else ""))
    return after, tables


def test_new_tables_come_out_as_if_made_one_after_the_other():
    one_by_one, tables = applied(shelf(), operations()[0], *operations()[2:])

    together, same = applied(Together(operations()))

    assert same == tables
    assert together == one_by_one


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("Old", "name", models.TextField()),
        migrations.AddConstraint("Old", models.CheckConstraint(condition=~models.Q(name=""), name="old_has_a_name")),
        migrations.RunPython(migrations.RunPython.noop),
    ],
    ids=["a field", "a constraint", "code"],
)
def test_what_needs_an_old_table_as_it_is_meanwhile_is_refused(operation):
    with pytest.raises(ValueError, match="Not to be done together"):
        Together([operation])
