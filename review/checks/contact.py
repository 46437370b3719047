"""Ways to reach a person, as people write them: addresses of mail, web and map, and numbers."""

import re
import unicodedata
from collections.abc import Iterator

EMAIL = re.compile(
    r"[\w.+-]{1,64}\s*(?:@|＠|\(at\)|\[at\])\s*[\w-]{1,63}\s*(?:\.|\(dot\)|\[dot\])\s*[\w-]+"
    r"(?:(?:\.|\s+\.\s+)[\w-]+)*"
    r"|[\w.+-]{1,64}\s+at\s+[\w-]{1,63}\s+dot\s+[a-z]{2,6}\b",
    re.IGNORECASE,
)
# Two letters are a country's ending, in one case: "home.At" lacks a space, "example.io" is an address.
LINK = re.compile(
    r"(?:\b[a-z]{2,10}://|https?:|www\.)[!-~]*|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]?\d)"
    r"|(?<![A-Za-z0-9])[a-z0-9][a-z0-9-]{1,62}\."
    r"(?:(?:com|org|net|info|biz|app|dev|xyz|online|site|shop|link|page|blog|asia)(?![a-z0-9])"
    r"|(?-i:[a-z]{2}|[A-Z]{2})(?![A-Za-z0-9])|[a-z]{2,24}(?=/\w))(?:/[!-~]*)?"
    r"|(?<![A-Za-z0-9])[a-z0-9]\.[a-z]{2}/\w[!-~]*"
    r"|(?<![A-Za-z0-9_@＠])[@＠]\w[\w.]+",
    re.IGNORECASE,
)
# An account after the name of a service, where it is written as one: with a digit, a dot or a line in it.
ACCOUNT = re.compile(
    r"(?:\b(?:line\s?id|whats\s?app|telegram|instagram|facebook|wechat|weixin|tiktok|viber|ig|fb)"
    r"|微信号?|ไลน์ไอดี|ไอดีไลน์)\s*[:：=]\s*@?(?=[\w.\-]*[\d_.][\w])[\w.\-]{3,}",
    re.IGNORECASE,
)
# Stories are plain text: a tag or a picture's address would be somebody's attempt at more.
MARKUP = re.compile(
    r"</?[a-z][^<>]{0,500}>?|!?\[[^\[\]]{0,200}\]\([^()\s]{1,500}\)|\[/?(?:embed|img|url|video)\b[^\]]{0,200}\]",
    re.IGNORECASE,
)

_BETWEEN = r"[\s().\-‐‑–—/]{0,2}"
# Eight digits or more with what people write between them; fewer after a + or a 0, or behind letters.
NUMBER = re.compile(
    rf"\d(?:{_BETWEEN}\d){{7,}}|(?:\+\s?|(?<!\d)\(?0)\d(?:(?:{_BETWEEN}|,)\d){{5,}}"
    rf"|(?<![A-Za-z])[A-Z]{{1,2}}[\s-]?\d{{6,}}"
)

_CURRENCY = (
    r"(?:(?<![A-Za-z])(?:USD|EUR|GBP|CHF|AUD|IDR|THB|MYR|SGD|HKD|CNY|RMB|TWD|JPY|KRW|KHR|MMK|LAK|VND|PHP|INR"
    r"|BDT|NPR|LKR|AED|SAR|QAR|ARS|BOB|Rp\.?|RM|Rs\.?|US\$|S\$)|[$€£¥฿₫₱₹])"
)
_UNIT = (
    rf"(?:{_CURRENCY}|บาท|คน|ชั่วโมง|วัน|ปี|元|円|人|小时|天|年"
    r"|(?:baht|rupiah|dollars?|euros?|pounds?|ringgit|rupees?|pesos?|yuan|dong|riel|kyat|taka|won|yen"
    r"|people|persons|men|women|children|hours|days|weeks|months|years|times|kilomet(?:er|re)s|km"
    r"|met(?:er|re)s|kg|tons|tonnes|hectares|orang|jam|hari|tahun)\b)"
)
# Groups of three behind a first digit that is no 0, with the same sign between all of them.
_GROUPED = r"[1-9]\d{{0,2}}(?:{sign}\d{{3}}){{{groups}}}"
_BY_SPACES, _BY_COMMAS = (_GROUPED.format(sign=sign, groups="1,4") for sign in (r"[ \u00a0\u202f]", ","))
_BY_POINTS, _SHORT_BY_POINTS = (_GROUPED.format(sign=r"\.", groups=groups) for groups in ("1,4", "1,2"))
_SUM = rf"(?:{_BY_SPACES}|{_BY_COMMAS}|{_BY_POINTS}|[1-9]\d{{0,9}})(?:[.,]\d{{1,2}})?(?!\d|[.,\- ]\d)"
# The number begins here: it is not the rest of a longer one, or of one that began with a + or a 0.
_BEGINS = r"(?<![\d+])(?<!\+\s)(?:(?<!\d[\s.,\-–/)])(?<!\d\)\s)|(?<=(?:18|19|20)\d\d\s))"
# Spaces also stand in telephone numbers: so grouped, a number is an amount only beside what it counts.
AMOUNT = re.compile(
    rf"{_CURRENCY}\s?{_SUM}|{_BEGINS}{_SUM}\s?{_UNIT}"
    rf"|{_BEGINS}(?:{_BY_COMMAS}|{_SHORT_BY_POINTS})(?:[.,]\d{{1,2}})?(?!\d|[.,\- ]\d)",
    re.IGNORECASE,
)
YEARS = re.compile(
    r"(?<![\d+])(?<!\d[\s.\-])(?:1[89]|20)\d\d(?:\s?[-–—/]\s?(?:(?:1[89]|20)\d\d|\d\d))?(?![\s.\-]?\d)"
)


def covered(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds made unreadable, nothing else moved."""
    return pattern.sub(lambda found: "·" * len(found[0]), text)


def plain(text: str) -> str:
    """The text with the digits of every script as ASCII's, nothing moved."""
    return "".join(str(unicodedata.decimal(one, one)) for one in text)


def numbers(text: str) -> Iterator[re.Match[str]]:
    """What seems to be a telephone or document number, beside any years and amounts."""
    return NUMBER.finditer(covered(YEARS, covered(AMOUNT, text)))
