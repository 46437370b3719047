from django.db import models


class IndexedRecord(models.Model):
    """The embedded index: one row per public record of a case, in analysed words. Can be rebuilt at any time.

    `record` is the key of the public record. `marks` are the codes by which it is filtered and counted;
    `head`, `lead` and `story` hold words, then their stems, each set off by spaces.
    """

    record = models.BigIntegerField(primary_key=True)
    subject = models.CharField(max_length=32, db_index=True)
    status = models.CharField(max_length=8)
    waiting_since = models.DateField()
    expires_at = models.DateTimeField()
    left = models.FloatField(null=True)
    origin = models.CharField(max_length=16, db_index=True)
    alias = models.CharField(max_length=255)
    alias_key = models.CharField(max_length=255, db_index=True)
    marks = models.TextField()
    head = models.TextField()
    lead = models.TextField()
    story = models.TextField()

    class Meta:
        indexes = [
            models.Index(models.F("status").desc(), "waiting_since", "subject", name="search_indexed_order")
        ]


class FollowedIndex(models.Model):
    """An index outside of the database that is to be told of every change, by the name searches read it by.

    A worker that is given no address of it leaves word of each change all the same. Written before its first
    entry is read; gone when the site gives that engine up.
    """

    name = models.CharField(max_length=255, primary_key=True)


class IndexedArea(models.Model):
    """An area that an indexed story comes from, as its signed bytes name it in one language."""

    code = models.CharField(max_length=16)
    locale = models.CharField(max_length=16)
    name = models.CharField(max_length=255)
    key = models.CharField(max_length=255, db_index=True)
    lang = models.CharField(max_length=16)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="search_area_once")]
