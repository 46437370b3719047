"""The committed contract of the API. After a wanted change, renew it and read the difference:

PYTHONPATH=site:. DJANGO_SETTINGS_MODULE=sixdegree.settings.test python -m tests.contracts.openapi
"""

import json
from pathlib import Path

COMMITTED = Path(__file__).with_name("openapi.json")


def current() -> str:
    from sixdegree.api import api

    return (
        json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n"
    )


if __name__ == "__main__":
    import django

    django.setup()
    COMMITTED.write_text(current())
    print(f"wrote {COMMITTED.name}")
