"""The form to give, as somebody fills it in and sends it."""

from tests.home.documents.reading import read

OURS = {"origin": "http://testserver"}


def form_of(donor, tam):
    return read(donor.get(tam.give))


def send(donor, tam, headers=OURS, **changes):
    fields = {"key": form_of(donor, tam).field("key"), "amount": "3000", "other": "", "surplus_rule": "fund"}
    return donor.post(tam.give, fields | changes, headers=headers)
