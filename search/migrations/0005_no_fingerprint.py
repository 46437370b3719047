from django.db import migrations


class Migration(migrations.Migration):
    """What stands in an index is compared whole: nothing in it needs to say what it is."""

    dependencies = [("sixdegree_search", "0004_foremost_words_and_the_index_outside")]

    operations = [migrations.RemoveField(model_name="indexedrecord", name="fingerprint")]
