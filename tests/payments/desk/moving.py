"""Moving money at the desk: the form, the page that names what will happen, and the proof of who does it."""

import html
import re

from tests.payments.desk.conftest import PASSWORD


def words(answer):
    """What an answer says, as it is read."""
    return html.unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def asks(browser, address, **told):
    """The page that names what will happen."""
    return browser.post(address, told)


def once(answer):
    """The token with which the page can be confirmed, or none where the form came back."""
    found = re.search(r'name="confirmed" value="([^"]+)"', answer.content.decode())
    return found[1] if found else None


def confirms(browser, address, asked, password=PASSWORD, **told):
    sent = {**told, "confirmed": once(asked), "reauthentication-password": password}
    return browser.post(address, sent, follow=True)


def does(browser, address, document=None, **told):
    """Both pages, one after the other; a file goes with the second."""
    attached = {"document": document} if document else {}
    return confirms(browser, address, asks(browser, address, **told), **told, **attached)
