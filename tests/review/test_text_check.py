"""What the tripwire catches in a text, and what every storyteller may go on writing."""

import pytest

from review.checks.text import tells_no_way_to_her
from review.projection.findings import REFUSE, WARN
from sixdegree.demo.cases import CASES
from sixdegree.demo.content import PAGES
from tests.casepages.terms.benign import BENIGN


class NoPage:
    page, source_review, consent = None, None, None


def findings(text, **public):
    return list(tells_no_way_to_her(NoPage(), {"summary": text, **public}))


def codes(text):
    return [finding.code for finding in findings(text)]


@pytest.mark.parametrize(
    "number",
    [
        "+66 81 234 5678",
        "+66812345678",
        "+66 (0)81-234-5678",
        "081 234 5678",
        "(081) 234 567",
        "+62 812 345 678",
        "+ 62 812 345 678",
        "02 123 4567",
        "+1 415 555 2671",
        "+591 2 240 1234",
        "2012 3456",
        "081.234.5678",
        "081,234,567",
        "๐๘๑ ๒๓๔ ๕๖๗๘",
        "AB 123 456 789",
        "AA1234567",
        "812 345 678",
        "+66 812 345 678 baht",
        "+66 81 234 567 people",
    ],
)
def test_a_telephone_or_document_number_is_found(number):
    assert codes(f"Call {number} in the evening.") == ["number-in-text"]
    assert codes(f"In 2014 she wrote down {number}, and USD 1,500.") == ["number-in-text"]


@pytest.mark.parametrize(
    "address",
    ["mali@gmail.com", "mali @ gmail . com", "mali (at) gmail (dot) com", "mali.w+1@mail.example.co.th"],
)
def test_a_mail_address_is_one_finding(address):
    assert codes(f"Write to {address}, please.") == ["e-mail-in-text"]


@pytest.mark.parametrize(
    "link",
    ["bit.ly/x", "example.io", "EXAMPLE.ORG", "https://example.org/sari?id=1", "www.example.asia", "@mali99"],
)
def test_a_web_address_or_an_account_is_found(link):
    assert codes(f"See {link}.") == ["link-in-text"]
    assert codes(f"请看{link}吧") == ["link-in-text"]


@pytest.mark.parametrize("pair", ["13.7563, 100.5018", "-7.2575 112.7521", "13.7563°N, 100.5018°E", "7°15′"])
def test_coordinates_are_found(pair):
    assert codes(f"It was at {pair}.") == ["coordinates-in-text"]


@pytest.mark.parametrize(
    "date",
    [
        "12 March 2019",
        "12th of March, 2019",
        "March 12, 2019",
        "Mar 12 2019",
        "2019-03-12",
        "12/03/2019",
        "3/28/2019",
        "12.3.2019",
        "12 Maret 2019",
        "12 มีนาคม 2562",
        "12 มีนาคม พ.ศ. 2562",
        "2019年3月12日",
    ],
)
def test_a_full_date_is_found_and_is_no_number_too(date):
    assert codes(f"On {date} she left.") == ["date-in-text"]


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("markup-in-text", '<iframe src="//x">'),
        ("markup-in-text", "<script>"),
        ("markup-in-text", "![a picture](//x/y.png)"),
        ("markup-in-text", "[her page](x)"),
        ("markup-in-text", "[embed]x"),
        ("e-mail-in-text", "mali at gmail dot com"),
        ("link-in-text", "ftp://files"),
        ("link-in-text", "192.168.10.77"),
        ("link-in-text", "t.me/mali_sews"),
        ("link-in-text", "Line ID: mali99"),
        ("link-in-text", "WhatsApp: mali.sews"),
        ("link-in-text", "微信：mali_99"),
        ("link-in-text", "ไลน์ไอดี: mali99"),
        ("coordinates-in-text", "13°45′22″N"),
        ("coordinates-in-text", "13.75°N"),
        ("coordinates-in-text", "13 45 22 N"),
        ("coordinates-in-text", "7P52QG9X+2V"),
        ("coordinates-in-text", "47P PR 12345 67890"),
        ("coordinates-in-text", "///filled.count.soap"),
        ("coordinates-in-text", "geohash w4rqqb7"),
        ("account-number-in-text", "DE89 3704 0044 0532 0130 00"),
        ("account-number-in-text", "4111 1111 1111 1111"),
        ("document-number-in-text", "1-1017-00230-70-8"),
        ("document-number-in-text", "๑๑๐๑๗๐๐๒๓๐๗๐๘"),
        ("document-number-in-text", "3171011708450001"),
        ("document-number-in-text", "passport no. aa12345"),
        ("document-number-in-text", "NIK 31710117"),
        ("document-number-in-text", "หนังสือเดินทางเลขที่ AB12345"),
        ("document-number-in-text", "护照号码：E12345"),
        ("plate-in-text", "B 1234 XYZ"),
        ("plate-in-text", "京A·12345"),
        ("date-in-text", "๑๒ มีนาคม ๒๕๖๒"),
        ("date-in-text", "12 มี.ค. 2562"),
        ("date-in-text", "12 มี.ค. 62"),
        ("date-in-text", "12 Agt 2019"),
        ("date-in-text", "12 Okt 2019"),
        ("date-in-text", "12/03/19"),
        ("date-in-text", "12.03.19"),
        ("date-in-text", "２０１９年３月１２日"),
        ("date-in-text", "二〇一九年三月十二日"),
        ("number-in-text", "３１７１ ０１１７ ０８"),
    ],
)
def test_each_thing_is_one_finding_of_its_own_kind_at_its_place(code, written):
    text = f"Then she wrote {written} on it, in 2014."
    (found,) = findings(text)
    assert found.code == code
    assert written.startswith(text[slice(*found.span)][:6].strip())


@pytest.mark.parametrize("text", BENIGN)
def test_stories_in_four_languages_without_such_things_pass(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    "age",
    [
        "she was 17",
        "She was 17.",
        "she was only seventeen when it began",
        "her 17th birthday",
        "her seventeenth birthday",
        "At 17 she left",
        "She married at 16, as her sisters had.",
        "I was 16",
        "I'm 16",
        "when they were twelve",
        "17 tahun",
        "usianya baru 17",
        "tujuh belas tahun",
        "17 years old",
        "a 17-year-old girl",
        "17 years of age",
        "turned 17",
        "aged 17",
        "seventeen",
        "She was 17 and alone",
        "十七岁",
        "17岁",
        "อายุ 17",
        "อายุ ๑๗ ปี",
        "อายุสิบเจ็ดปี",
    ],
)
def test_an_age_is_found_and_stops_a_story_of_a_minor(age):
    assert [(found.code, found.severity) for found in findings(age)] == [("age-in-text", WARN)]
    milestone = {"id": "m1", "order": 1, "heading": "Before", "narrative": [age]}
    perhaps_minor = findings("", milestones=[milestone])
    assert [(found.code, found.severity) for found in perhaps_minor] == [("age-of-a-minor", REFUSE)]


@pytest.mark.parametrize(
    "text",
    [
        "USD 1.26 a day",
        "USD 1,500",
        "USD 1,500 in 2015",
        "In 2015 USD 1,500 was promised",
        "1 500 000 rupiah",
        "15 000 000 rupiah",
        "Rp 15.000.000",
        "Rp15000000 was promised",
        "In 2014 15 000 000 rupiah was owed",
        "70,000,000 people",
        "70 000 000 people",
        "15 000 baht",
        "15,000.50 dollars",
        "2008–2014",
        "from 2008 to 2014, in 2015 and 2016",
        "2014/15",
        "In 2014, 12 people left. 300 stayed until 2016.",
        "six years",
        "for seven years",
        "selama 10 tahun",
        "enam tahun",
        "六年",
        "20 hours a day",
        "12 people",
        "She was 20 kilometres from home",
        "She was six hours from home",
        "She was 1.5 metres away",
        "seventeen other girls",
        "seventeen days",
        "She was one of 15 women",
        "at 15 baht an hour",
        "At 6 she begins to cook",
        "before 17:00 or at 17.30",
        "They were twelve in one room",
        "She was home by 5 p.m. every day, i.e. early.",
        "A room at the U.S. border",
    ],
)
def test_money_years_lengths_and_counts_may_be_told(text):
    assert codes(text) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.alias)
def test_the_demos_stories_pass(case):
    told = [case.summary, case.content_note, *(part.heading for part in case.milestones)]
    for text in [*told, *(part.narrative for part in case.milestones)]:
        assert codes(text) == []


def test_the_demos_content_pages_tell_no_number_and_no_age():
    # They name sources, sites and the days they were opened, and nobody's story.

    for page in PAGES:
        for text in strings([page.intro, page.body]):
            assert {*codes(text)} <= {"date-in-text", "link-in-text"}, text


def strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) else []
