"""Numbers that name one person or account in a register: identity papers, bank accounts, cards, plates."""

import re
from collections.abc import Callable, Iterator

from stdnum import iban, luhn
from stdnum.id import nik
from stdnum.th import pin

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_DIGITS = re.compile(r"(?<![\d+])\d(?:[ \-]?\d){12,18}(?![ \-]?\d)")
# A paper named in one of our languages, and a number behind it.
_NAMED = re.compile(
    r"(?:passport|paspor|\b(?:ktp|nik|visa|id\s?card|identity\s?card|national\s?id)\b"
    r"|หนังสือเดินทาง|พาสปอร์ต|บัตรประชาชน|护照|身份证)"
    r"\s*(?:no\b\.?|number|nomor|nr\.?|#|เลขที่|号码|号)?\s*[:：]?\s*[a-z]{0,2}\s?\d[\dA-Za-z\-]{4,}",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{1,2}\s\d{3,4}\s[A-Z]{2,3}(?![A-Za-z0-9])"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Za-z0-9])"
)


def accounts(text: str) -> Iterator[re.Match[str]]:
    """Bank accounts and cards whose check digits are right."""
    yield from _valid(_IBAN, iban.is_valid, text)
    yield from _valid(_DIGITS, luhn.is_valid, text)


def papers(text: str) -> Iterator[re.Match[str]]:
    """Thai and Indonesian identity numbers, and any number that a paper's name stands before."""
    yield from _valid(_DIGITS, lambda number: pin.is_valid(number) or nik.is_valid(number), text)
    yield from _NAMED.finditer(text)


def plates(text: str) -> Iterator[re.Match[str]]:
    """Licence plates of Indonesia and China; a Thai one reads like words and a number."""
    return _PLATE.finditer(text)


def _valid(pattern: re.Pattern[str], holds: Callable[[str], bool], text: str) -> Iterator[re.Match[str]]:
    for found in pattern.finditer(text):
        if holds(re.sub(r"[\s\-]", "", found[0])):
            yield found
