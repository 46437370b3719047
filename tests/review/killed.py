"""A worker of its own process, for one round. With a step's name it stands still once that step's work is
written and before it is ticked off, so that it can be killed there.
"""

import sys
import threading


def main(database, step):
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    connection.settings_dict["NAME"] = database
    connection.ensure_connection()
    if step:
        stand_still_in(step)
    call_command("run_worker", once=True)


def stand_still_in(name):
    from publication import outbox

    steps = outbox._steps["withdrawal"]
    place = outbox.step_names("withdrawal").index(name)
    real = steps[place].handler

    def handler(payload):
        real(payload)
        print("in the middle", flush=True)
        # Nothing ever sets it.
        threading.Event().wait()

    steps[place] = outbox.Step(name, handler)


if __name__ == "__main__":
    main(*sys.argv[1:])
