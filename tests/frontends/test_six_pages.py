"""The pages of *six* as their readers meet them: without barriers, withdrawn, sought, on a plain host."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.frontends.conftest import SIZES

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_no_view_has_a_barrier_that_axe_finds(arrives, demo, width, scheme):
    reader = arrives(width, color_scheme=scheme)
    case = demo.case("Xiao Fang")
    give = demo.case("Narin")["funding"]["campaign"]
    found = {}
    for view in [
        "en/",
        "en/cases/",
        "en/cases/?need=legal&status=funded",
        f"en/cases/{case['id']}/concern/",
        f"en/cases/{case['id']}/share/",
        "en/keep-informed/",
        "en/open-data/",
        f"en/give/{give}/",
        f"en/give/{demo.get('site/')['fund']}/",
        "en/protection/",
        "en/about/",
        "en/nothing-here/",
        f"th/cases/{case['id']}/",
    ]:
        reader.opens(view)
        reader.page.wait_for_load_state("networkidle")
        found[view] = reader.barriers()
    reader.opens(f"en/cases/{case['id']}/")
    reader.waits_for_the_map()
    found["case"] = reader.barriers()
    assert {view: barriers for view, barriers in found.items() if barriers} == {}


@pytest.mark.once
def test_a_withdrawn_case_is_gone_with_the_next_request_and_from_every_store(arrives, demo):
    case = demo.case("Luzmila")
    reader = arrives(360)
    reader.opens(f"en/cases/{case['id']}/")
    reader.waits_for_the_map()
    reader.waits_for_the_shell()
    demo.manages("withdraw", case["id"])
    reader.opens_the_menu()
    reader.page.locator("nav.menu").get_by_role("link", name="Stories").click()
    expect(reader.page.get_by_role("heading", name="Stories", level=1)).to_be_visible()
    reader.page.locator(".card").first.wait_for()
    assert "Luzmila" not in reader.page.locator("main").inner_text()
    reader.page.go_back()
    gone = "This story is no longer shared. Its needs are still met."
    expect(reader.page.get_by_role("heading", name=gone)).to_be_visible()
    assert reader.barriers() == []
    kept = reader.stored()
    for trace in (case["id"], "Luzmila", case["summary"], case["funding"]["campaign"], "/media/"):
        assert trace not in kept
    reader.page.reload()
    expect(reader.page.get_by_role("heading", name=gone)).to_be_visible()
    reader.opens(f"en/give/{case['funding']['campaign']}/")
    expect(reader.page.get_by_role("heading", name=gone)).to_be_visible()


def test_a_concern_reaches_the_desk(arrives, demo):
    reader = arrives(360)
    reader.opens(f"en/cases/{demo.case('Xiao Fang')['id']}/")
    reader.page.get_by_role("link", name="Report a privacy concern").click()
    reader.page.get_by_label("What worries you").fill("I believe I know the street.")
    reader.page.get_by_role("button", name="Send").click()
    expect(reader.page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)


def test_another_language_keeps_what_was_typed_and_another_page_does_not(arrives, demo):
    reader = arrives(360)
    reader.opens(f"en/cases/{demo.case('Xiao Fang')['id']}/concern/")
    reader.page.get_by_label("What worries you").fill("I believe I know the street.")
    reader.page.get_by_role("link", name="ไทย").click()
    expect(reader.page.locator("html")).to_have_attribute("lang", "th")
    expect(reader.page.locator("#concern-text")).to_have_value("I believe I know the street.")
    reader.opens_the_menu()
    reader.page.locator("nav.menu a").first.click()
    expect(reader.page.locator("#concern-text")).to_have_count(0)
    reader.page.go_back()
    expect(reader.page.locator("#concern-text")).to_have_value("")


def leads_out(page, exit_url: str = "https://www.wikipedia.org/") -> str:
    """The page that *Leave now* goes to, in the place of the one outside."""
    page.route(exit_url, lambda route: route.fulfill(body="<title>An encyclopaedia</title>"))
    return exit_url


def left_no_trace(reader, exit_url: str) -> None:
    """The one request outside was for that page and named no page of ours."""
    outside = [url for url in reader.asked if url == exit_url]
    assert outside == [exit_url]
    reader.asked.remove(exit_url)


def on_a_site_that_says(reader, demo, **said) -> None:
    """The site's record as the API answers it, but for what is said here."""
    told = {**demo.get("site/"), **said}
    reader.page.route("**/api/v1/site/*", lambda route: route.fulfill(json=told))


@pytest.mark.once
@pytest.mark.parametrize("answers", [True, False])
def test_leaving_quickly_leads_to_a_page_as_others_have_open_and_never_to_a_blank_one(arrives, demo, answers):
    reader = arrives(360, service_workers="block")
    if answers:
        on_a_site_that_says(reader, demo, exit_url="https://weather.example/")
    else:
        reader.page.route("**/api/v1/site/*", lambda route: route.fulfill(status=503, json={}))
    exit_url = leads_out(reader.page, "https://weather.example/" if answers else "https://www.wikipedia.org/")
    reader.opens(f"en/cases/{demo.case('Xiao Fang')['id']}/")
    reader.page.get_by_role("link", name="Leave now").click()
    reader.page.wait_for_url(exit_url)
    left_no_trace(reader, exit_url)


def test_where_the_operator_offers_no_quick_exit_there_is_none(arrives, demo):
    reader = arrives(360, service_workers="block")
    on_a_site_that_says(reader, demo, exit_url=None)
    reader.opens("en/")
    expect(reader.page.get_by_role("link", name="Leave now")).to_have_count(0)


@pytest.mark.once
def test_moving_within_a_page_and_to_another_language_leaves_nothing_to_go_back_to(arrives, demo):
    reader = arrives(360)
    page = reader.page
    reader.opens("en/")
    reader.opens_the_menu()
    page.locator("nav.menu").get_by_role("link", name="Stories").click()
    page.locator(".card").first.wait_for()
    entries = page.evaluate("() => history.length")
    reader.tabs_to("a.skip")
    page.keyboard.press("Enter")
    expect(page.locator("#content:target")).to_be_focused()
    page.get_by_role("link", name="ไทย").click()
    expect(page.locator("html")).to_have_attribute("lang", "th")
    assert page.evaluate("() => history.length") == entries
    exit_url = leads_out(page)
    page.locator(".leave a").click()
    page.wait_for_url(exit_url)
    left_no_trace(reader, exit_url)
    page.go_back()
    assert page.url == f"{reader.six}en/"


def test_a_page_of_a_release_that_is_no_longer_served_is_said_to_be_renewed(arrives, demo):
    reader = arrives(360, service_workers="block")
    story = f"en/cases/{demo.case('Xiao Fang')['id']}/"
    reader.page.route("**/assets/concern-*.js", lambda route: route.fulfill(status=404))
    reader.opens(f"{story}concern/")
    expect(reader.page.get_by_role("heading", name="These pages were renewed meanwhile")).to_be_visible()
    reader.page.unroute_all()
    reader.page.get_by_role("button", name="Load anew").click()
    expect(reader.page.get_by_label("What worries you")).to_be_visible()


def test_a_link_that_could_not_be_made_is_said_to_be_so(arrives, demo):
    reader = arrives(360)
    reader.opens(f"en/cases/{demo.case('Xiao Fang')['id']}/share/")
    reader.page.route("**/api/v1/degrees/", lambda route: route.fulfill(status=500))
    reader.page.get_by_role("button", name="Pass it on").click()
    expect(reader.page.get_by_role("alert")).to_contain_text("could not be made")
    reader.page.unroute_all()
    reader.page.get_by_role("button", name="Pass it on").click()
    expect(reader.page.get_by_label("Link to pass on")).to_be_visible()
    expect(reader.page.get_by_role("alert")).to_have_count(0)


def test_it_runs_on_another_origin_from_a_plain_static_host(arrives, demo, built: Path, static_host):
    page = (built / "404.html").read_text()
    assert 'http-equiv="Content-Security-Policy"' in page and 'name="referrer" content="no-referrer"' in page
    page = page.replace('<base href="/six/">', '<base href="/">')
    page = page.replace('name="sixdegree-api" content=""', f'name="sixdegree-api" content="{demo.url}"')
    for name in ("index.html", "404.html"):
        (built / name).write_text(page)
    reader = arrives(360, six=static_host(built))
    case = demo.case("Xiao Fang")["id"]
    reader.opens(f"en/cases/{case}/")
    expect(reader.page.get_by_role("heading", name="Xiao Fang", level=1)).to_be_visible()
    reader.opens_the_menu()
    reader.page.locator("nav.menu").get_by_role("link", name="Stories").click()
    reader.page.locator(".card").first.wait_for()
    reader.page.go_back()
    expect(reader.page.get_by_role("heading", name="Xiao Fang", level=1)).to_be_visible()
    assert sum(url == f"{demo.url}/api/v1/cases/{case}/?locale=en" for url in reader.asked) == 2
    is_told_where_to_sign_in_instead(reader)


def is_told_where_to_sign_in_instead(reader):
    """No operator named this origin; whoever built the page reads which setting would."""
    reader.opens("en/my-giving/")
    reader.page.get_by_label("Your e-mail address").fill("mei@donors.example")
    reader.page.get_by_role("button", name="Mail me a code").click()
    expect(reader.page.get_by_role("alert")).to_contain_text("On the plain pages it can")
    expect(reader.page.get_by_label("Your e-mail address")).to_have_value("mei@donors.example")
    assert any(said.startswith("warning: ") and "FRONT_ENDS" in said for said in reader.said)
    # What a browser itself says of the refusal.
    reader.said[:] = [said for said in reader.said if "blocked by CORS policy" not in said]


def test_the_foot_leads_by_keyboard_to_open_data_in_the_readers_language(arrives, demo):
    reader = arrives(360)
    reader.opens("id/cases/")
    reader.tabs_to(".foot a[href$='/open-data/']")
    assert reader.shows_the_focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("heading", name="Data terbuka", level=1)).to_be_visible()
    assert reader.page.url == f"{demo.url}/id/open-data/"
    assert reader.barriers() == []


def test_keep_me_informed_is_asked_without_leaving_and_is_no_gift(arrives, demo):
    reader = arrives(360)
    reader.opens("en/")
    reader.page.locator(".foot").get_by_role("link", name="Keep me informed").click()
    expect(reader.page.get_by_role("heading", name="Keep me informed", level=1)).to_be_visible()
    assert reader.page.url.endswith("/six/en/keep-informed/")
    expect(reader.page.get_by_text("To register is not to give")).to_be_visible()
    field = reader.page.get_by_label("Your e-mail address")
    send = reader.page.get_by_role("button", name="Send me the mail to confirm")
    field.fill("mei at home")
    send.click()
    expect(reader.page.get_by_role("alert")).to_contain_text("This is no e-mail address", timeout=60_000)
    expect(field).to_have_value("mei at home")
    assert reader.barriers() == []
    field.fill("mei@readers.example")
    send.click()
    expect(reader.page.get_by_role("heading", name="Look into your mailbox")).to_be_visible(timeout=60_000)
    assert reader.barriers() == []
    assert "mei@readers.example" not in reader.page.url + reader.stored()


def test_the_head_of_a_page_takes_two_rows_of_a_phone_at_most_and_its_menu_a_button(arrives):
    reader = arrives(360)
    page = reader.page
    row = page.locator(".leave a")
    for locale in ["en", "id", "th", "zh-hans"]:
        reader.opens(f"{locale}/about/")
        head, first = page.locator(".masthead").bounding_box(), row.bounding_box()
        assert head["height"] <= 2.75 * first["height"], locale
    reader.opens("en/about/")
    menu = page.get_by_role("navigation", name="Main menu")
    button = page.get_by_role("button", name="Menu")
    expect(menu).to_be_hidden()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert reader.barriers() == []
    menu.get_by_role("link", name="Stories").click()
    expect(page.get_by_role("heading", name="Stories", level=1)).to_be_visible()
    expect(menu).to_be_hidden()


def test_hotlines_stand_side_by_side_where_there_is_room_and_one_below_the_other_on_a_phone(arrives):
    for width, columns in [(360, 1), (1440, 2)]:
        reader = arrives(width)
        reader.opens("en/report/")
        boxes = [one.bounding_box() for one in reader.page.locator(".hotlines > li").all()]
        assert len({round(box["x"]) for box in boxes}) >= columns
        assert (len({round(box["x"]) for box in boxes}) == 1) == (columns == 1)
        assert reader.barriers() == []


@pytest.mark.parametrize("width", [360, 1440])
def test_a_story_stands_beside_the_form_where_there_is_room_and_above_it_on_a_phone(arrives, demo, width):
    reader = arrives(width)
    reader.opens(f"en/give/{demo.case('Narin')['funding']['campaign']}/")
    about = reader.page.locator(".about").bounding_box()
    form = reader.page.locator(".giving-form").bounding_box()
    beside = about["x"] >= form["x"] + form["width"]
    assert beside == (width == 1440)
    assert beside or about["y"] + about["height"] <= form["y"]
    assert "hands" not in reader.page.locator("main").inner_text()


def test_a_page_that_is_public_answers_with_its_status_and_one_that_is_not_as_missing(arrives):
    reader = arrives()
    assert reader.page.goto(f"{reader.six}en/about/").status == 200
    assert reader.page.goto(f"{reader.six}en/no-such-page/").status == 404
    expect(reader.page.get_by_role("heading", name="There is nothing at this address")).to_be_visible()


def test_the_address_of_open_data_leads_to_the_tables_on_the_plain_pages(arrives, demo):
    reader = arrives(360)
    assert reader.page.goto(f"{reader.six}id/open-data/").status == 200
    expect(reader.page.get_by_role("heading", name="Data terbuka", level=1)).to_be_visible()
    reader.page.locator("main").get_by_role("link").click()
    expect(reader.page).to_have_url(f"{demo.url}/id/open-data/")
    expect(reader.page.get_by_role("heading", name="Data terbuka", level=1)).to_be_visible()
