"""Ages in the words of our four languages. The age band says enough; a minor's age is never told."""

import re
from collections.abc import Iterator

SMALL = "six|seven|eight|nine|ten|eleven|twelve"
TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
ORDINALS = r"sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twentieth"
AGE = rf"(?:\d{{1,2}}|{SMALL}|{TEENS})"
# What follows a number that counts something else: people, hours, metres; a decimal, a clock, a per cent.
COUNTED = (
    r"(?![\d:]|[.,]\d|-(?!year)|\s*(?:%|°)|\s*(?:[ap]\.?m\b|o['’]clock)"
    r"|\s+(?:(?:other|more|new|long|different)\s+)?"
    r"(?!(?:was|is|as|has|his|this|its|perhaps|always|across|years? (?:old|of age))\b)"
    r"(?:\w+s|people|men|women|children|others?|of|per|percent|hundred|thousand|million|km|kg|baht|rupiah"
    r"|hour|day|week|month|year|(?-i:[A-Z]{3}))\b)"
)
SOFTLY = r"(?:(?:only|just|about|around|almost|nearly|barely|still|not|yet|then|already|maybe)\s+){0,2}"
WHO = r"(?:she|he|i|who|girl|boy|child|daughter|son|sister|brother)"

ENGLISH = re.compile(
    rf"\b{AGE}[\s-]*(?:years?|yrs?)[\s-]+(?:old\b|of\s+age\b)|\b\d{{1,2}}\s*y/?o\b"
    rf"|\b(?:aged?|age\s+of|turned|turning)\s+{SOFTLY}{AGE}\b{COUNTED}"
    rf"|\b(?:{WHO}\s+(?:was|is|am|had\s+been)|(?:she|he)['’]s|i['’]m)\s+{SOFTLY}{AGE}\b{COUNTED}"
    rf"|\b(?:when|since|while|before|until)\s+(?:they|we)\s+were\s+{SOFTLY}{AGE}\b{COUNTED}"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)|{ORDINALS})\s+birthday\b"
    rf"|\bat\s+{SOFTLY}(?:1[3-9]|2\d)\b,?\s+(?:she|he|i|they|we|her|his|my)\b"
    rf"|\bat\s+{SOFTLY}1[3-7]\b{COUNTED}"
    # "Before eighteen" is the law's line, nobody's age.
    rf"|\b(?:(?!eighteen)(?:{TEENS})|(?<!under )(?<!over )(?<!before )(?<!below )eighteen)\b{COUNTED}",
    re.IGNORECASE,
)
INDONESIAN = re.compile(
    r"\b(?:ber)?(?:usia|umur)(?:nya)?\s+(?:\w+\s+)?(?:\d{1,2}\b|\w+\s+belas\b|sebelas\b)"
    # "Selama 10 tahun" is how long something lasted.
    r"|(?<!selama )\b(?:[7-9]|[12]\d)\s+tahun\b|(?<!selama )\b\w+\s+belas\s+tahun\b",
    re.IGNORECASE,
)
THAI = re.compile(r"(?:อายุ|วัย)(?:เพียง|แค่|ราว|ประมาณ|ได้|ครบ)?\s*(?:\d{1,2}|สิบ|ยี่สิบ)|\d{1,2}\s*ขวบ")
CHINESE = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十两兩]{1,3})\s*[岁歲]|年仅\s*\d{1,2}")


def ages(text: str) -> Iterator[re.Match[str]]:
    for pattern in (ENGLISH, INDONESIAN, THAI, CHINESE):
        yield from pattern.finditer(text)
