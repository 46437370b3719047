"""The index: one entry for each public record.

Which records are hits is decided by the tokens that every engine shares (`search.analysis`), in layers by
weight and all together in `tokens`. The texts stand beside them, in fields of their language and analysed as
it asks: they rank, and show the passage found.
"""

from typing import Any

# Of a record's locale; every other locale is read as `other`: words as written, no stems.
LANGUAGES = {"en": "en", "id": "id", "th": "th", "zh-hans": "zh"}
OTHER = "other"
TEXTS = ("summary", "passages")
LAYERS = ("head", "lead", "story")
TEXT_FIELDS = [f"{text}_{language}" for text in TEXTS for language in (*LANGUAGES.values(), OTHER)]

_FOLDED = ["lowercase", "asciifolding"]
_ANALYSIS = {
    "filter": {
        "of_someone": {"type": "stemmer", "language": "possessive_english"},
        "english": {"type": "stemmer", "language": "porter2"},
        "indonesian": {"type": "stemmer", "language": "indonesian"},
    },
    "analyzer": {
        "en": {"tokenizer": "standard", "filter": ["of_someone", *_FOLDED, "english"]},
        "id": {"tokenizer": "standard", "filter": [*_FOLDED, "indonesian"]},
        "th": {"tokenizer": "thai", "filter": ["decimal_digit", *_FOLDED]},
        "zh": {"tokenizer": "standard", "filter": ["cjk_width", *_FOLDED, "cjk_bigram"]},
        "other": {"tokenizer": "standard", "filter": _FOLDED},
    },
    "normalizer": {"folded": {"type": "custom", "filter": _FOLDED}},
}

# The engine's own logs of slow requests quote them whole: words of searches, words of cases.
_SLOW_LOGS = {
    f"{part}.slowlog.threshold.{phase}.{level}": "-1"
    for part, phases in {"search": ("query", "fetch"), "indexing": ("index",)}.items()
    for phase in phases
    for level in ("warn", "info", "debug", "trace")
}

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # For so long the engine knows that an entry was removed, and refuses an older word for it.
    "gc_deletes": "1h",
    "analysis": _ANALYSIS,
    **_SLOW_LOGS,
}

_NAME = {"type": "keyword", "fields": {"begins": {"type": "keyword", "normalizer": "folded"}}}
# Counted and sorted by, and only looked up: the engine makes ready what is asked of each.
_COUNTED = ("subject", "need", "exploitation", "region", "status")
_LOOKED_UP = ("serves", "marks")
_TOKENS = {"type": "text", "analyzer": "whitespace"}

MAPPINGS: dict[str, Any] = {
    # A field that is not written down here is a mistake, and refused.
    "dynamic": "strict",
    "properties": {
        "record": {"type": "long"},
        **{name: {"type": "keyword"} for name in _COUNTED},
        **{name: {"type": "keyword", "doc_values": False} for name in _LOOKED_UP},
        "digest": {"type": "keyword", "index": False},
        "alias": _NAME,
        "origin_name": _NAME,
        "area": {"type": "keyword", "index": False},
        "left": {"type": "float"},
        "waiting_since": {"type": "date"},
        "expires_at": {"type": "date"},
        # Beginnings are looked up in its list of words: to index them too was half of the work of a rebuild.
        "tokens": _TOKENS,
        **{layer: {**_TOKENS, "copy_to": "tokens"} for layer in LAYERS},
        **{field: {"type": "text", "analyzer": field.rpartition("_")[2]} for field in TEXT_FIELDS},
    },
}
