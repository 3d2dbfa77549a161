from django.db import migrations

# How many documents hold a word: SQLite knows it, PostgreSQL is told after each rebuild.
COUNTS = {
    "sqlite": ["CREATE VIRTUAL TABLE search_word_counts USING fts5vocab(search_words, 'row')"],
    "postgresql": ["CREATE TABLE search_word_counts (term text PRIMARY KEY, doc integer NOT NULL)"],
}


def make_counts(apps, schema_editor):
    for statement in COUNTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_counts(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_word_counts")


class Migration(migrations.Migration):
    dependencies = [("search", "0003_search_knows_what_residents_mean")]
    operations = [migrations.RunPython(make_counts, drop_counts)]
