"""No precise place exists: what the gazetteer offers, names and draws."""

import pytest

from storymap import gazetteer

SURABAYA, EAST_JAVA, WEST_KALIMANTAN, BENGKULU = "c-1625822", "IDN-1233", "IDN-1228", "IDN-1225"


def every_code():
    return list(gazetteer._areas())


def test_an_area_knows_what_it_is():
    found = gazetteer.area(EAST_JAVA)
    assert (found.kind, found.name, found.country, found.parent) == ("region", "East Java", "ID", "ID")
    assert gazetteer.area(SURABAYA).parent == EAST_JAVA
    assert gazetteer.area("ID").parent is None


@pytest.mark.parametrize("code", ["", "nowhere", "id", "IDN-999999", "-7.25,112.75"])
def test_an_unknown_code_is_refused_with_a_sentence(code):
    with pytest.raises(gazetteer.UnknownArea, match=r"There is no place .* Choose one from the list\."):
        gazetteer.area(code)


def test_a_region_with_few_people_is_offered_as_its_country():
    assert gazetteer.area(BENGKULU).population < gazetteer.SMALL
    assert gazetteer.offered(BENGKULU).code == "ID"


def test_a_region_whose_population_nobody_knows_is_offered_as_its_country():
    unknown = next(
        gazetteer.area(code)
        for code in every_code()
        if gazetteer.area(code).kind == "region" and gazetteer.area(code).population is None
    )
    assert gazetteer.offered(unknown.code).code == unknown.country


def test_a_country_is_offered_however_small():
    assert gazetteer.area("NR").population < gazetteer.SMALL
    assert gazetteer.offered("NR").code == "NR"


def test_someone_under_18_is_never_placed_in_a_city():
    assert gazetteer.offered(SURABAYA).code == SURABAYA
    assert gazetteer.offered(SURABAYA, under_18=True).code == EAST_JAVA


def test_someone_under_18_is_placed_in_a_region_of_a_million_or_in_the_country():
    assert gazetteer.offered(WEST_KALIMANTAN, under_18=True).code == WEST_KALIMANTAN
    assert gazetteer.offered(EAST_JAVA, under_18=True).code == EAST_JAVA
    assert gazetteer.offered("THA-390").code == "THA-390"
    assert gazetteer.offered("THA-390", under_18=True).code == "TH"


@pytest.mark.parametrize("under_18", [False, True])
def test_whatever_is_asked_for_is_offered_large_enough(under_18):
    least = gazetteer.SMALL_FOR_MINORS if under_18 else gazetteer.SMALL
    for code in every_code():
        offered = gazetteer.offered(code, under_18)
        assert offered.kind == "country" or offered.population >= least
        assert gazetteer.contains(offered.code, code)
        assert gazetteer.offered(offered.code, under_18) == offered


def test_an_area_contains_itself_and_what_lies_in_it():
    assert gazetteer.contains("ID", SURABAYA)
    assert gazetteer.contains(EAST_JAVA, SURABAYA)
    assert gazetteer.contains(EAST_JAVA, EAST_JAVA)
    assert not gazetteer.contains(EAST_JAVA, "ID")
    assert not gazetteer.contains(WEST_KALIMANTAN, SURABAYA)
    with pytest.raises(gazetteer.UnknownArea):
        gazetteer.contains("nowhere", SURABAYA)


@pytest.mark.parametrize(
    ("locale", "name", "language"),
    [
        ("en", "East Java", "en"),
        ("id", "Jawa Timur", "id"),
        ("th", "ชวาตะวันออก", "th"),
        ("zh-hans", "东爪哇省", "zh-Hans"),
        ("fr", "East Java", "en"),
    ],
)
def test_a_name_comes_with_the_language_it_is_in(locale, name, language):
    assert gazetteer.name(EAST_JAVA, locale) == (name, language)


def test_a_region_without_a_thai_name_is_english_and_says_so():
    assert gazetteer.name("USA-3521", "th") == (gazetteer.area("USA-3521").name, "en")


def test_every_country_has_a_name_in_every_language():
    countries = [code for code in every_code() if gazetteer.area(code).kind == "country"]
    assert len(countries) > 230
    for code in countries:
        assert [gazetteer.name(code, locale)[1] for locale in ("en", "id", "th", "zh-hans")] == [
            "en", "id", "th", "zh-Hans",
        ]  # fmt: skip


def test_a_label_is_in_one_language():
    assert gazetteer.label(EAST_JAVA, "en") == "East Java, Indonesia"
    assert gazetteer.label(EAST_JAVA, "th") == "ชวาตะวันออก, อินโดนีเซีย"
    assert gazetteer.label(EAST_JAVA, "zh-hans") == "印度尼西亚东爪哇省"
    assert gazetteer.label("USA-3521", "th").endswith(", United States")
    assert gazetteer.label("ID", "id") == "Indonesia"


@pytest.mark.parametrize("text", ["jawa timur", "EAST JAVA", "ชวาตะวันออก", "东爪哇", "east-java", "Jatim"])
def test_a_place_is_found_by_any_of_its_names(text):
    assert EAST_JAVA in [area.code for area in gazetteer.search(text, "en")]


def test_accents_need_not_be_typed():
    assert "BR" in [area.country for area in gazetteer.search("sao paulo", "en")]


def test_a_search_offers_only_what_may_be_shown_and_no_more_than_asked():
    assert gazetteer.search("bengkulu", "en") == []
    assert len(gazetteer.search("a", "en", limit=3)) == 3
    assert gazetteer.search("  ", "en") == []


def test_outlines_are_closed_rounded_and_on_earth():
    for code in {gazetteer.offered(code).code for code in every_code()}:
        shape = gazetteer.geometry(code)
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        assert polygons
        for ring in [ring for polygon in polygons for ring in polygon]:
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
            assert all(round(value, 3) == value for point in ring for value in point)


def test_an_area_too_small_to_offer_has_no_outline_of_its_own():
    assert gazetteer.geometry(BENGKULU) == gazetteer.geometry("ID")


def test_a_city_is_a_disc_of_fixed_size():
    ring = gazetteer.geometry(SURABAYA)["coordinates"][0]
    heights = [y for _, y in ring]
    assert len(ring) == gazetteer.DISC_CORNERS + 1
    assert (max(heights) - min(heights)) * 111.32 == pytest.approx(2 * gazetteer.DISC_KILOMETRES, abs=0.2)


def test_changing_an_outline_changes_nobody_elses():
    gazetteer.geometry("ID")["coordinates"].clear()
    assert gazetteer.geometry("ID")["coordinates"]
