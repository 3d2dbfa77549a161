from django.db import migrations

TABLES = ("wagtailcore_pagelogentry", "wagtailcore_modellogentry")
REFUSED = "The log stays as it was written."


def keep(apps, schema_editor):
    """Refuse to change what was written; on PostgreSQL refuse to delete it as well.

    SQLite has no TRUNCATE: a refusal to delete would keep the suite from emptying
    its database. There portal.core.log_keeping refuses.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION core_the_log_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
        )
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER core_{table}_stays BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION core_the_log_stays()"
            )
        elif schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER core_{table}_stays BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )


def let_go(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER core_{table}_stays ON {table}")
        elif schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER core_{table}_stays")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION core_the_log_stays()")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_staff_are_invited_and_leave"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(keep, let_go)]
