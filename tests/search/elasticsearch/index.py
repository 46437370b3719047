"""What an index holds, read past the search."""

import json


def held(index, elasticsearch):
    """Everything the index holds, texts and tokens both."""
    elasticsearch.indices.refresh(index=index)
    hits = elasticsearch.search(index=index, size=1000)["hits"]["hits"]
    tokens = [
        elasticsearch.termvectors(index=index, id=hit["_id"], fields=["*"])["term_vectors"] for hit in hits
    ]
    return {int(hit["_id"]) for hit in hits}, json.dumps(
        [[hit["_source"] for hit in hits], tokens]
    ).casefold()
