from django.db import migrations

# Words of many documents are sorted into PostgreSQL's index together; the engine asks for it after it has written.
WAITING = {
    "sqlite": [],
    "postgresql": [
        "ALTER INDEX search_words_can_be_searched SET (fastupdate = on, gin_pending_list_limit = 65536)",
    ],
}


def let_many_wait(apps, schema_editor):
    for statement in WAITING[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def let_none_wait(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER INDEX search_words_can_be_searched SET (fastupdate = off)")
        schema_editor.execute("ALTER INDEX search_words_can_be_searched RESET (gin_pending_list_limit)")


class Migration(migrations.Migration):
    dependencies = [("search", "0007_search_suggests_what_begins_alike")]
    operations = [migrations.RunPython(let_many_wait, let_none_wait)]
