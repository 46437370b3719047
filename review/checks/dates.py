"""Full dates: stories are dated by years, so that no register, flight list or news report leads on."""

import re

_NAMED = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    "|januari|februari|maret|mei|juni|juli|agustus|oktober|desember"
    "|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
)
# The second is the Buddhist era's.
_YEAR = r"(?:(?:1[89]|20)\d\d|2[45]\d\d)(?!\d)"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"

DATE = re.compile(
    rf"(?<![\d.]){_DAY}(?:st|nd|rd|th)?\s*(?:of\s+)?(?:{_NAMED})\.?,?\s*(?:พ\.ศ\.\s*|ค\.ศ\.\s*)?{_YEAR}"
    rf"|(?<![a-z])(?:{_NAMED})\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}"
    rf"|(?<!\d){_YEAR}([-/.])\s?{_MONTH}\1\s?{_DAY}(?!\d)"
    rf"|(?<!\d){_DAY}([-/.])\s?{_MONTH}\2\s?{_YEAR}"
    rf"|(?<!\d){_MONTH}/{_DAY}/{_YEAR}"
    rf"|(?<!\d)\d{{4}}\s*年\s*{_MONTH}\s*月\s*{_DAY}",
    re.IGNORECASE,
)
