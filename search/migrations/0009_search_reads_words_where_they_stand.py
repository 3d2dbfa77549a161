from django.db import migrations

# PostgreSQL puts what is over 2 kB into a table beside; to rank hundreds of documents it would fetch each from there.
IN_PLACE = {
    "sqlite": [],
    "postgresql": ["ALTER TABLE search_words SET (toast_tuple_target = 8160)"],
}


def keep_in_place(apps, schema_editor):
    for statement in IN_PLACE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def put_beside(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_words RESET (toast_tuple_target)")


class Migration(migrations.Migration):
    dependencies = [("search", "0008_search_writes_many_words_quickly")]
    operations = [migrations.RunPython(keep_in_place, put_beside)]
