from django.db import migrations

# Our own tokens are written into it: neither a parser nor a dictionary of PostgreSQL has a say.
VECTOR = """
ALTER TABLE sixdegree_search_indexedrecord ADD COLUMN vector tsvector;
CREATE INDEX sixdegree_search_vector ON sixdegree_search_indexedrecord USING gin (vector);
"""
NO_VECTOR = "ALTER TABLE sixdegree_search_indexedrecord DROP COLUMN vector"
# Every sign but a space belongs to a token: vowel signs of Thai, and the signs by which marks and stems are told.
WORDS = """
CREATE VIRTUAL TABLE sixdegree_search_words USING fts5(
    marks, head, lead, story, prefix='2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
)
"""
NO_WORDS = "DROP TABLE sixdegree_search_words"


def there(apps, schema_editor):
    schema_editor.execute(VECTOR if schema_editor.connection.vendor == "postgresql" else WORDS)


def not_there(apps, schema_editor):
    schema_editor.execute(NO_VECTOR if schema_editor.connection.vendor == "postgresql" else NO_WORDS)


class Migration(migrations.Migration):
    dependencies = [("sixdegree_search", "0001_the_embedded_index")]

    operations = [migrations.RunPython(there, not_there)]
