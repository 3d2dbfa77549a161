from django.db import migrations

TABLES = ("wagtailcore_pagelogentry", "wagtailcore_modellogentry")
REFUSED = "The log stays as it was written."


def keep(apps, schema_editor):
    """Refuse to delete lines on SQLite, too, and to write one over another; on PostgreSQL refuse to empty the table.

    `manage.py flush` empties the whole database and says so (portal.core.log_keeping.let_go).
    """
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER core_{table}_is_not_emptied BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION core_the_log_stays()"
            )
        elif schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER core_{table}_is_not_deleted BEFORE DELETE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
            # INSERT OR REPLACE deletes without asking the trigger above.
            schema_editor.execute(
                f"CREATE TRIGGER core_{table}_is_not_replaced BEFORE INSERT ON {table} "  # noqa: S608 -- no word of others
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )


def let_go(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER core_{table}_is_not_emptied ON {table}")
        elif schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER core_{table}_is_not_deleted")
            schema_editor.execute(f"DROP TRIGGER core_{table}_is_not_replaced")


class Migration(migrations.Migration):
    dependencies = [("core", "0017_mails_are_taken_in_hand")]

    operations = [migrations.RunPython(keep, let_go)]
