"""A process with a connection of its own: does what a line asks at the moment it names, and says what came.

One JSON object a line: `{"act", "at", …}` in, `{"done", "why", "ended"}` out; times are CLOCK_MONOTONIC's,
which all processes of a machine share. `{"act": "begin"}` comes before the first of each test.
"""

import json
import sys
import threading
import time


def main(database):
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    # Nothing ever sets it: to wait for it is to wait until the moment.
    never = threading.Event()
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["act"] == "begin":
            begin()
            say({"ready": True})
            continue
        never.wait(max(0.0, asked["at"] - time.monotonic()))
        done, why = act(asked)
        say({"done": done, "why": why, "ended": time.monotonic()})


def begin():
    """A test's own connection; nothing is remembered of the rows of the one before."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache
    from django.db import connection

    connection.close()
    connection.ensure_connection()
    ContentType.objects.clear_cache()
    cache.clear()


def act(asked):
    from django.db import Error

    from payments.exceptions import Refusal as PaymentsRefusal
    from publication.exceptions import Refusal

    try:
        ACTS[asked["act"]](asked)
    except (Refusal, PaymentsRefusal) as refusal:
        return False, refusal.type
    except Error as error:
        return False, type(error).__name__
    return True, ""


def release(asked):
    from publication.actions.release import release
    from publication.models import Candidate

    release([Candidate.objects.get(pk=asked["candidate"])], None)


def withdraw(asked):
    from publication.actions.withdraw import withdraw

    withdraw(asked["public_id"], None)


def recall(asked):
    from publication.actions.recall import recall

    recall(asked["public_id"], None, None)


def narrow(asked):
    from publication.actions.consents import record_consent
    from publication.models import Consent, PublicationTerm

    term = PublicationTerm.objects.get(public_id=asked["public_id"])
    record_consent(term, ["th"], ["site_api"], Consent.objects.get(consent_ref=term.consent_ref).expires_at)


ACTS = {"release": release, "withdraw": withdraw, "recall": recall, "narrow": narrow}


def say(what):
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
