"""Full dates: stories are dated by years, so that no register, flight list or news report leads on."""

import re

_NAMED = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    "|januari|februari|maret|mei|juni|juli|agustus|oktober|desember|agt|agu|okt|des|peb|nop"
    "|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค"
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
    rf"|(?<!\d)\d{{4}}\s*年\s*{_MONTH}\s*月\s*{_DAY}(?:\s*[日号])?"
    r"|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]"
    # Two digits for the year, where nothing else is written so.
    rf"|(?<![\d/\-]){_DAY}([/\-]){_MONTH}\3\d{{2}}(?![\d/\-])"
    rf"|(?<![\d.])(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d{{2}}(?![\d.]?\d)"
    rf"|(?<!\d){_DAY}\s*(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\.?\s*\d{{2}}(?!\d)",
    re.IGNORECASE,
)
