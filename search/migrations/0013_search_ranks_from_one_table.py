from django.db import migrations

# To rank, PostgreSQL would otherwise look up each of hundreds of documents in the table beside. A document that goes
# takes its words along, however it goes: no foreign key, for the suite empties the table of documents by itself.
BESIDE_THE_WORDS = {
    "sqlite": [],
    "postgresql": [
        # Texts of a few thousand characters stay in the row: to put each aside costs an eighth of all writing.
        "ALTER TABLE search_document SET (toast_tuple_target = 8160)",
        """
        ALTER TABLE search_words
            ADD COLUMN kind text NOT NULL DEFAULT '', ADD COLUMN areas text NOT NULL DEFAULT '',
            ADD COLUMN topics text NOT NULL DEFAULT '', ADD COLUMN over_at timestamptz,
            ADD COLUMN agency_type text NOT NULL DEFAULT '', ADD COLUMN said text NOT NULL DEFAULT ''
        """,
        "DELETE FROM search_words WHERE id NOT IN (SELECT id FROM search_document)",
        """
        UPDATE search_words SET kind = document.kind, areas = document.areas, topics = document.topics,
            over_at = document.over_at, agency_type = document.agency_type, said = document.words
        FROM search_document AS document WHERE document.id = search_words.id
        """,
        """
        CREATE FUNCTION search_words_go_along() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'TRUNCATE' THEN
                DELETE FROM search_words;
            ELSE
                DELETE FROM search_words USING gone WHERE search_words.id = gone.id;
            END IF;
            RETURN NULL;
        END $$
        """,
        """
        CREATE TRIGGER search_words_of_the_deleted AFTER DELETE ON search_document
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION search_words_go_along()
        """,
        """
        CREATE TRIGGER search_words_of_all AFTER TRUNCATE ON search_document
        FOR EACH STATEMENT EXECUTE FUNCTION search_words_go_along()
        """,
    ],
}
APART = {
    "sqlite": [],
    "postgresql": [
        "ALTER TABLE search_document RESET (toast_tuple_target)",
        "DROP TRIGGER search_words_of_all ON search_document",
        "DROP TRIGGER search_words_of_the_deleted ON search_document",
        "DROP FUNCTION search_words_go_along()",
        """
        ALTER TABLE search_words DROP COLUMN kind, DROP COLUMN areas, DROP COLUMN topics, DROP COLUMN over_at,
            DROP COLUMN agency_type, DROP COLUMN said
        """,
    ],
}


def put_beside(apps, schema_editor):
    for statement in BESIDE_THE_WORDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_apart(apps, schema_editor):
    for statement in APART[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0012_search_numbers_its_states")]
    operations = [migrations.RunPython(put_beside, take_apart)]
