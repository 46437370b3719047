"""One exchange with the engine: on time, on the connection that is there, by nobody else, told to nobody."""

import datetime
import ipaddress
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from elastic_transport import ConnectionError as NotConnected
from elastic_transport import ConnectionTimeout, NodeConfig, TlsError

from search.engines.elasticsearch.node import CurlNode

WORDS = b'{"query": "Somchai"}'


class Engine(ThreadingHTTPServer):
    """Answers each request with its method, its path and the length of its body; notes what came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.connections, self.headers, self.released = 0, [], threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.01,)).start()

    def process_request(self, request, client_address):
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request, client_address):
        """Whoever was not waited for finds nobody: told to nobody."""

    def stop(self):
        self.released.set()
        self.shutdown()
        self.server_close()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.headers.append(self.headers)
        told = f"{self.command} {self.path} {len(body)}".encode()
        self.send_response(200)
        self.send_header("X-Method", self.command)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        if self.path == "/drop-by-drop":
            while not self.server.released.wait(0.01):
                self.wfile.write(b" ")
                self.wfile.flush()
        elif self.command != "HEAD":
            self.wfile.write(told)
        # Without a word of it: as where a server was started anew, or a router forgot the connection.
        self.close_connection = self.path == "/gone-after"

    def log_message(self, *_arguments):
        """To nobody."""


for method in ("HEAD", "GET", "POST", "PUT", "DELETE"):
    setattr(_Answer, f"do_{method}", _Answer.answer)


@pytest.fixture
def engine():
    engine = Engine()
    yield engine
    engine.stop()


@pytest.fixture
def node(engine):
    node = CurlNode(NodeConfig("http", "127.0.0.1", engine.server_port, request_timeout=30))
    yield node
    node.close()


def test_every_kind_of_request_goes_over_one_connection_and_leaves_nothing_to_the_next(engine, node):
    asked = [
        ("HEAD", "/a", None, b""),
        ("POST", "/b", WORDS, b"POST /b 20"),
        ("GET", "/c", None, b"GET /c 0"),
        ("POST", "/d", b"", b"POST /d 0"),
        ("PUT", "/e", WORDS, b"PUT /e 20"),
        ("DELETE", "/f", None, b"DELETE /f 0"),
        ("GET", "/g", WORDS, b"GET /g 20"),
    ]
    for method, target, body, told in asked:
        meta, data = node.perform_request(method, target, body=body)
        assert (meta.status, meta.headers["x-method"], data) == (200, method, told)
    assert engine.connections == 1


def test_an_answer_that_never_ends_ends_on_time(node):
    with pytest.raises(ConnectionTimeout):
        node.perform_request("GET", "/drop-by-drop", request_timeout=0.1)
    assert node.perform_request("GET", "/", request_timeout=30).meta.status == 200


def test_a_connection_that_the_engine_has_closed_is_made_anew(engine, node):
    for target in ("/gone-after", "/again"):
        assert node.perform_request("POST", target, body=WORDS).meta.status == 200
    assert engine.connections == 2


def test_no_proxy_reads_what_people_look_for(node, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert node.perform_request("POST", "/", body=WORDS).meta.status == 200


def test_a_long_body_does_not_ask_first_whether_it_is_welcome(engine, node):
    _meta, data = node.perform_request("POST", "/_bulk", body=b"x" * 2_000_000)
    assert data == b"POST /_bulk 2000000"
    assert "Expect" not in engine.headers[0]


def test_of_an_engine_that_is_not_there_nothing_is_told_but_that(engine):
    engine.stop()
    node = CurlNode(NodeConfig("http", "127.0.0.1", engine.server_port))
    with pytest.raises(NotConnected) as failure:
        node.perform_request("POST", "/Somchai", body=WORDS)
    assert "Somchai" not in repr(failure.value)


def test_a_certificate_is_trusted_where_the_operator_says_so_and_nowhere_else(engine, tmp_path):
    key, certificate = _certificate()
    (tmp_path / "key.pem").write_bytes(key)
    (tmp_path / "ca.pem").write_bytes(certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "ca.pem", tmp_path / "key.pem")
    engine.socket = context.wrap_socket(engine.socket, server_side=True)
    address = {"scheme": "https", "host": "127.0.0.1", "port": engine.server_port, "request_timeout": 30}
    trusting = CurlNode(NodeConfig(**address, ca_certs=str(tmp_path / "ca.pem")))
    _meta, data = trusting.perform_request("POST", "/", body=WORDS)
    assert data == b"POST / 20"
    with pytest.raises(TlsError):
        CurlNode(NodeConfig(**address)).perform_request("POST", "/", body=WORDS)
    with pytest.raises(TlsError):
        CurlNode(NodeConfig(**address, ca_certs=str(tmp_path / "none.pem"))).perform_request("POST", "/")
    assert len(engine.headers) == 1


def _certificate() -> tuple[bytes, bytes]:
    """A key and its certificate for this machine, in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "engine")])
    day = datetime.timedelta(days=1)
    now = datetime.datetime.now(datetime.UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(alternative, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private, certificate.public_bytes(pem)
