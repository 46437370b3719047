from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import conf, indexing


class Command(BaseCommand):
    help = "After Elasticsearch was taken out of the settings: no change waits for it any more."

    def handle(self, *args: Any, **options: Any) -> None:
        if conf.elasticsearch_url():
            raise CommandError(
                "Elasticsearch is still in the settings. Take SIXDEGREE_SEARCH_ELASTICSEARCH_URL out, start"
                " web and worker again, and call again."
            )
        count = indexing.give_up()
        self.stdout.write(f"Elasticsearch is told of nothing any more; {count} changes waited for it.")
