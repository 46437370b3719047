"""Registered front ends learn an event and an id, signed, from us alone, until they have it."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from publication import delivery, outbox, webhooks, worker
from publication.actions.consents import record_consent
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.identifiers import opaque_id
from publication.models import Event, FrontEnd, LogEntry, OutboxEntry
from tests.publication.stories import page_story, public_case, released, update_story

pytestmark = pytest.mark.django_db


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((dict(self.headers), body))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def front_end():
    """A real server of somebody else's; `answers` are the statuses it gives first."""
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.received, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def at_home(settings):
    """What only development allows: no TLS, this machine."""
    settings.SIXDEGREE_PUBLICATION_WEBHOOK_ALLOW_HTTP = True
    settings.SIXDEGREE_PUBLICATION_WEBHOOK_ALLOW_PRIVATE = True
    settings.SIXDEGREE_PUBLICATION_WEBHOOK_SECONDS = 2


@pytest.fixture
def site(front_end, at_home):
    return FrontEnd.objects.create(
        name="Six", url=f"http://127.0.0.1:{front_end.server_port}/hooks?a=1", events=Event.values
    )


def told(front_end):
    """(type, id) of each message, in order, and nothing told twice over."""
    outbox.drain()
    outbox.drain_outside()
    messages = [json.loads(body) for _headers, body in front_end.received]
    front_end.received.clear()
    return [(message["type"], message["data"]["id"]) for message in messages]


def verified(secret, headers, body):
    """As a receiver checks it, written from the specification and not from our code."""
    key = base64.b64decode(secret.split("_", 1)[1])
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{expected}" in headers["webhook-signature"].split(" ")


class TestWhatIsTold:
    def test_release_update_recall_expiry_and_withdrawal_by_event_and_id_alone(
        self, site, front_end, editor, reviewer, officer
    ):
        term = public_case(editor, reviewer, "en", "id")
        case = term.public_id
        # The consent was recorded before anything was public: nobody is told of that.
        assert told(front_end) == [("case.released", case)]
        news = update_story(case, opaque_id())
        released(news, editor, reviewer)
        assert told(front_end) == [("case.updated", case)]
        recall(case, "id", reviewer, "Her brother reads it.")
        assert told(front_end) == [("case.recalled", case)]
        record_consent(term, ["en"], ["site_api"], timezone.now() - timedelta(seconds=1))
        worker.JOBS["expired"]()
        assert told(front_end) == [("case.recalled", case), ("case.recalled", case)]
        withdraw(case, officer, "She phoned.")
        assert told(front_end) == [("case.withdrawn", case)]

    def test_a_content_page_is_the_sites_own_event(self, site, front_end, editor, reviewer):
        page = page_story(opaque_id())
        released(page, editor, reviewer)
        recall(page["id"], None, reviewer)
        assert told(front_end) == [("site.changed", page["id"])] * 2

    def test_of_a_case_that_was_never_public_nothing(self, site, front_end):
        from tests.publication.stories import consented_term

        term = consented_term()
        withdraw(term.public_id, None)
        assert told(front_end) == []

    def test_no_word_of_the_case_or_the_reason_is_sent(self, site, front_end, editor, reviewer, officer):
        term = public_case(editor, reviewer)
        withdraw(term.public_id, officer, "Her brother reads it.")
        outbox.drain()
        outbox.drain_outside()
        assert front_end.received
        for headers, body in front_end.received:
            assert set(json.loads(body)) == {"type", "timestamp", "data"}
            assert set(json.loads(body)["data"]) == {"id"}
            assert not any(word in body + repr(headers).encode() for word in (b"Mali", b"brother", b"weave"))

    def test_only_the_events_asked_for_and_only_while_it_is_on(self, site, front_end, editor, reviewer):
        FrontEnd.objects.update(events=["case.withdrawn"])
        term = public_case(editor, reviewer)
        assert told(front_end) == []
        withdraw(term.public_id, None)
        outbox.drain()
        FrontEnd.objects.update(active=False)
        assert told(front_end) == []
        # Not even what waited, and it waits no longer.
        assert not OutboxEntry.objects.filter(kind="webhook", done_at=None).exists()

    def test_switched_on_again_it_is_not_told_what_happened_meanwhile(
        self, site, front_end, editor, reviewer
    ):
        FrontEnd.objects.update(active=False)
        public_case(editor, reviewer)
        outbox.drain()
        FrontEnd.objects.update(active=True)
        assert told(front_end) == []


class TestSigning:
    def test_it_is_over_what_the_specification_says(self):
        """Id, time and body, joined by dots, signed with the bytes of the secret."""
        secret = "whsec_" + base64.b64encode(b"k" * 32).decode()
        body = b'{"test": 2432232314}'
        signed = webhooks.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
        content = b"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330." + body
        assert signed == "v1," + base64.b64encode(hmac.digest(b"k" * 32, content, "sha256")).decode()

    def test_what_arrives_is_signed_with_the_secret_that_was_shown(self, site, front_end, editor, reviewer):
        public_case(editor, reviewer)
        outbox.drain()
        outbox.drain_outside()
        ((headers, body),) = front_end.received
        secret = webhooks.secret(site.salt)
        assert verified(secret, headers, body)
        assert not verified(secret, headers, body.replace(b"case", b"cast"))
        assert not verified(webhooks.secret("another"), headers, body)

    def test_a_new_secret_signs_beside_the_old_one_until_its_time_is_over(
        self, site, front_end, editor, reviewer
    ):
        before = webhooks.secret(site.salt)
        site.draw_salt()
        public_case(editor, reviewer)
        outbox.drain()
        outbox.drain_outside()
        ((headers, body),) = front_end.received
        assert verified(before, headers, body) and verified(webhooks.secret(site.salt), headers, body)
        FrontEnd.objects.update(previous_until=timezone.now())
        site.refresh_from_db()
        later = webhooks.headers(site, "msg_1", body)
        assert verified(webhooks.secret(site.salt), later, body) and not verified(before, later, body)

    def test_no_secret_is_stored(self, site, settings):
        secret = webhooks.secret(site.salt)
        row = FrontEnd.objects.values().get()
        assert not any(secret[6:] in str(value) for value in row.values())
        settings.SIXDEGREE_PUBLICATION_WEBHOOK_KEY = "another"
        assert webhooks.secret(site.salt) != secret


class TestDelivery:
    def test_it_is_tried_again_under_the_same_id_until_it_is_taken(self, site, front_end, editor, reviewer):
        front_end.answers[:] = [500, 404]
        public_case(editor, reviewer)
        ids = []
        for _try in range(3):
            outbox.drain()
            outbox.drain_outside()
            ids.append(front_end.received.pop()[0]["webhook-id"])
            site.refresh_from_db()
            outbox.retry()
        assert len(set(ids)) == 1
        assert site.answer == "200"
        assert told(front_end) == []
        assert LogEntry.objects.filter(verb="front_end.told").count() == 1

    def test_a_redirect_is_not_followed_and_is_no_receipt(self, site, front_end, editor, reviewer):
        front_end.answers[:] = [302]
        public_case(editor, reviewer)
        assert len(told(front_end)) == 1
        site.refresh_from_db()
        assert site.answer == "302"
        assert outbox.waiting().count() == 1

    def test_one_dead_front_end_holds_up_neither_the_others_nor_the_withdrawal(
        self, site, front_end, editor, reviewer
    ):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        FrontEnd.objects.create(name="Dead", url=f"http://127.0.0.1:{port}/", events=Event.values)
        term = public_case(editor, reviewer)
        told(front_end)
        withdraw(term.public_id, None)
        assert told(front_end) == [("case.withdrawn", term.public_id)]
        assert OutboxEntry.objects.get(kind="withdrawal").done_at
        assert FrontEnd.objects.get(name="Dead").answer == "No answer (ConnectionRefusedError)"

    def test_an_answer_that_drips_is_cut_off_in_time(self, at_home, settings):
        settings.SIXDEGREE_PUBLICATION_WEBHOOK_SECONDS = 0.3
        listener = socket.create_server(("127.0.0.1", 0))
        over = threading.Event()

        def drip():
            connection, _address = listener.accept()
            with connection:
                while not over.wait(0.05):
                    try:
                        connection.sendall(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            with pytest.raises(delivery.NotDelivered):
                delivery.post(f"http://127.0.0.1:{listener.getsockname()[1]}/", {}, b"{}")
        finally:
            over.set()
            thread.join()
            listener.close()

    def test_a_round_of_the_worker_tells_what_waits(self, site, front_end, editor, reviewer):
        term = public_case(editor, reviewer)
        worker.tick()
        assert [json.loads(body)["data"]["id"] for _headers, body in front_end.received] == [term.public_id]


class TestWhereItMayGo:
    @pytest.mark.parametrize(
        "url",
        [
            "http://front.example/",
            "ftp://front.example/",
            "https://user:word@front.example/",
            "https:///path",
            "https://front.example:99999/",
            "https://127.0.0.1/",
            "https://10.0.0.7/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest/meta-data/",
            "https://[::1]/",
            "https://[fd00::1]/",
            "https://[::ffff:10.0.0.7]/",
            "https://[64:ff9b::a00:7]/",
            "https://[2002:a00:7::]/",
            "https://224.0.0.1/",
            "https://0.0.0.0/",
        ],
    )
    def test_not_here(self, url):
        assert delivery.refusal(url)
        with pytest.raises(delivery.NotDelivered):
            delivery.post(url, {}, b"{}")

    def test_nor_where_a_name_leads_into_a_private_network(self, settings):
        settings.SIXDEGREE_PUBLICATION_WEBHOOK_ALLOW_HTTP = True
        assert delivery.refusal("http://localhost:9/") == ""
        with pytest.raises(delivery.NotDelivered, match="private network"):
            delivery.post("http://localhost:9/", {}, b"{}")

    def test_nor_where_a_name_leads_there_beside_a_public_address(self, monkeypatch):
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in ("93.184.215.14", "10.0.0.7")
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_where, **_how: found)
        with pytest.raises(delivery.NotDelivered, match="private network"):
            delivery.post("https://front.example/", {}, b"{}")

    @pytest.mark.parametrize(
        "url",
        [
            "https://front.example/hooks",
            "https://93.184.215.14/",
            "https://[2600::1]/",
            "https://[::ffff:93.184.215.14]/",
        ],
    )
    def test_but_there(self, url):
        assert delivery.refusal(url) == ""

    def test_a_setting_opens_a_network_one_knows(self, at_home):
        assert delivery.refusal("http://127.0.0.1:8002/") == ""
