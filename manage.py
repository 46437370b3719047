#!/usr/bin/env python
import os
import sys
from pathlib import Path

# site/ is a source root, never a package: a package of that name would shadow the standard library's.
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

UNSAID = """Say whose data this is about, then call again:
  export DJANGO_SETTINGS_MODULE=sixdegree.settings.dev          the demo's, as `make run` has it
  export DJANGO_SETTINGS_MODULE=sixdegree.settings.production   the real one's"""

if __name__ == "__main__":
    # A default would let `withdraw` look into the demo's data while the real case stays public.
    if "DJANGO_SETTINGS_MODULE" not in os.environ and not any(a.startswith("--settings") for a in sys.argv):
        sys.exit(UNSAID)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
