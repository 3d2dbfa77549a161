from django.db import migrations

# Beside the documents lies the engine's own table, made of what each database does best.
# Neither has a foreign key to search_document: the suite empties that table by itself.
WORDS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5("
        "title, kana, category, description, body, address, tokenize = 'unicode61 remove_diacritics 0')",
    ],
    "postgresql": [
        "CREATE TABLE search_words (id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX search_words_can_be_searched ON search_words USING gin (words) WITH (fastupdate = off)",
    ],
}


def make_words(apps, schema_editor):
    for statement in WORDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_words(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_keeps_documents")]
    operations = [migrations.RunPython(make_words, drop_words)]
