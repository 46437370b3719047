"""One journey however it is met, on map and list, without script, on paper, by ear: the same words in order.

Compared with the feed that everything is drawn from, in what can be seen and in the accessibility tree.
"""

import json

import pytest

from tests.home.documents.test_following import DESK, PHONE, chromium, opened  # noqa: F401  fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

WAYS = {
    "at a desk": {"viewport": DESK},
    "on a phone": {"viewport": PHONE},
    "without script": {"script": False},
    "on paper": {"media": "print"},
    "on paper without script": {"media": "print", "script": False},
}


@pytest.fixture
def feed(stranger, tam):
    """The milestones of the story map in order, with the words the signed text has for each."""
    features = json.loads(stranger.get(f"/api/v1/cases/{tam.id}/storymap/").content)["features"]
    told = {
        each["id"]: each
        for each in json.loads(stranger.get(f"/api/v1/cases/{tam.id}/").content)["case"]["milestones"]
    }
    return [
        {**told[feature["id"]], **feature["properties"]}
        for feature in features
        if feature["properties"]["role"] == "milestone"
    ]


@pytest.fixture(params=WAYS.values(), ids=list(WAYS))
def page(request, opened, tam):  # noqa: F811
    way = dict(request.param)
    media = way.pop("media", "screen")
    shown = opened(tam.url, **way).page
    shown.emulate_media(media=media)
    return shown


def place_of(milestone):
    return [milestone["area"]["name"]] if milestone["area"] else []


def parts(milestone):
    """All that is said of a milestone, in the order of the list."""
    facts = [str(milestone["order"]), milestone["stage_label"], milestone["period"], *place_of(milestone)]
    return [*facts, milestone["heading"], *milestone["narrative"]]


def nodes(page):
    """(role, name, level) of what assistive technology is told, in reading order."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in tree}

    def walk(node):
        if not node.get("ignored"):
            level = [each["value"]["value"] for each in node.get("properties", []) if each["name"] == "level"]
            yield node["role"]["value"], node.get("name", {}).get("value", ""), *(level or [0])
        for child in node.get("childIds", []):
            if child in by_id:
                yield from walk(by_id[child])

    return list(walk(tree[0]))


def in_order(words, text):
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def test_the_list_shows_the_same_words_in_the_same_order(page, feed):
    shown = [" ".join(text.split()) for text in page.locator(".milestones > li").all_inner_texts()]
    assert len(shown) == len(feed)
    for text, milestone in zip(shown, feed, strict=True):
        assert in_order(parts(milestone), text), (parts(milestone), text)
    assert page.locator(".milestones h3").all_inner_texts() == [each["heading"] for each in feed]


def test_the_map_shows_the_same_numbers_signs_and_places(page, feed):
    eyelets = page.locator(".map a.eyelet")
    assert all(eyelet.is_visible() for eyelet in eyelets.all())
    assert page.locator(".map .tag-number").all_text_contents() == [str(each["order"]) for each in feed]
    assert [each.get_attribute("href") for each in eyelets.all()] == [
        f"#step-{each['order']}" for each in feed
    ]
    named = set(page.locator(".map .name-area").all_text_contents())
    assert named == {name for each in feed for name in place_of(each)}
    drawn = page.evaluate(
        "[...document.querySelectorAll('.map .sign')].map((sign) => sign.getAttribute('d'))"
    )
    listed = page.evaluate(
        "[...document.querySelectorAll('.stage-mark path')].map((sign) => sign.getAttribute('d'))"
    )
    assert drawn == listed and len(drawn) == len(feed)


def test_who_listens_is_told_the_same_by_map_and_list(page, feed):
    told = nodes(page)
    links = [name for role, name, _level in told if role == "link" and name[:1].isdigit()]
    assert links == [
        f"{each['order']}. {each['heading']} ({', '.join([each['stage_label'], *place_of(each)])})"
        for each in feed
    ]
    start = next(
        index
        for index, (role, name, _level) in enumerate(told)
        if role == "list"
        and index > told.index(next(node for node in told if node[0] == "link" and node[1] == links[-1]))
    )
    listed = told[start:]
    headings = [name for role, name, level in listed if role == "heading" and level == 3]
    assert headings[: len(feed)] == [each["heading"] for each in feed]
    spoken = " ".join(name for role, name, _level in listed if role == "StaticText")
    assert in_order([word for each in feed for word in parts(each)], spoken)
