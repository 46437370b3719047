"""Opens the campaign that everybody gives to: the one process of a run that imports `payments`."""

import sys

import django

django.setup()

from payments.actions.campaigns import open_campaign  # noqa: E402  after setup

if __name__ == "__main__":
    open_campaign(sys.argv[1], int(sys.argv[2]), sys.argv[3])
