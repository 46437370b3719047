"""What the first view of a story may weigh on the wire: bytes, the same on every machine, and no times."""

import hashlib
import json
import shutil
import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.staticfiles import finders
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from casepages.pictures.cleaning import clean
from casepages.pictures.renditions import renditions
from publication.models import Media
from sixdegree.demo.cases import NARIN
from sixdegree.demo.illustration import illustration
from storymap.geojson import Milestone, place, storymap
from tests.home.documents.conftest import public
from tests.home.documents.journeys import milestone
from tests.home.documents.test_following import chromium  # noqa: F401  fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ROOT = Path(__file__).parents[3]
BUDGET = json.loads((ROOT / "bench" / "budgets.json").read_text())["lite"]["transferred"]
PHONE = {"width": 412, "height": 823}
DESK = {"width": 1440, "height": 900}


@pytest.fixture
def heaviest(people):
    """The longest of the demo's stories, with its real areas and the demo's illustration besides."""
    milestones = [
        milestone(order, told.stage, told.heading, place(told.place, "en") if told.place else None)
        | {"narrative": told.narrative.split("\n\n"), "period": told.period}
        for order, told in enumerate(NARIN.milestones, 1)
    ]
    drawn = storymap(
        [
            Milestone(each["id"], each["stage"], each["heading"], each["icon"], told.place, each["period"])
            for each, told in zip(milestones, NARIN.milestones, strict=True)
        ],
        "en",
    )
    return public(
        people, alias="Narin", summary=NARIN.summary, milestones=milestones, storymap=drawn, picture=kept()
    )


def kept():
    sizes = renditions(clean(illustration()).content)
    for size in sizes:
        Media.objects.create(sha256=size.sha256, content_type="image/webp", content=size.content)
    named = [{"sha256": size.sha256, "width": size.width, "height": size.height} for size in sizes]
    return {**named[0], "content_type": "image/webp", "alt": "A thread", "credit": "", "renditions": named}


@pytest.fixture
def served(tmp_path):
    """The site over the network, its static files compressed as `collectstatic` does in production."""
    for name in ("home", "lite"):
        found = Path(finders.find(f"{name}/journey.{'css' if name == 'home' else 'js'}"))
        shutil.copytree(found.parent, tmp_path / name, ignore=shutil.ignore_patterns(".*"))
    for file in [path for path in tmp_path.rglob("*") if path.is_file()]:
        list(Compressor(quiet=True).compress(str(file)))
    site = WhiteNoise(get_wsgi_application(), tmp_path, "static/")
    # A browser opens connections that it may want, and asks nothing there: one would hold up all others.
    server = make_server("127.0.0.1", 0, site, server_class=ThreadedWSGIServer, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


def first_view(browser, address, viewport, **options):
    """Address → bytes on the wire, headers included, of a visit with nothing stored."""
    context = browser.new_context(viewport=viewport, **options)
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    names, bytes_of = {}, {}
    cdp.on(
        "Network.requestWillBeSent", lambda said: names.update({said["requestId"]: said["request"]["url"]})
    )
    cdp.on(
        "Network.loadingFinished",
        lambda said: bytes_of.update({names[said["requestId"]]: said["encodedDataLength"]}),
    )
    page.goto(address, wait_until="networkidle")
    context.close()
    return bytes_of


@pytest.mark.parametrize(("viewport", "density"), [(PHONE, 2.625), (DESK, 1)], ids=["phone", "desk"])
def test_the_first_view_of_the_heaviest_story_is_within_its_budget(
    chromium,  # noqa: F811
    served,
    heaviest,
    viewport,
    density,
):
    loaded = first_view(chromium, served + heaviest.url, viewport, device_scale_factor=density)
    pictures = [size for address, size in loaded.items() if "/media/" in address]
    scripts = [address for address in loaded if address.endswith(".js")]
    # Nothing was left out of the count.
    assert len(pictures) == 1 and len(scripts) == 3 and len(loaded) >= 8
    assert sum(loaded.values()) <= BUDGET, loaded


def test_a_phone_is_sent_the_small_illustration_and_a_desk_the_large_one(chromium, served, heaviest):  # noqa: F811
    large, small = (size["sha256"] for size in heaviest.story["picture"]["renditions"])
    for viewport, density, expected in ((PHONE, 2.625, small), (DESK, 2, large)):
        loaded = first_view(chromium, served + heaviest.url, viewport, device_scale_factor=density)
        (shown,) = [address for address in loaded if "/media/" in address]
        assert hashlib.sha256(bytes(Media.objects.get(sha256=expected).content)).hexdigest() in shown
