"""The number on a survivor's card: read in any script, never kept, and hard to get wrong."""

from itertools import pairwise

import pytest

from casepages import codes
from casepages.actions import draw_code, use_up_codes
from casepages.models import CaseFile, WithdrawalCode


def test_a_code_is_eighteen_digits_in_groups_of_three():
    code = codes.draw()
    assert codes.is_whole(code) and code.isdecimal() and len(code) == 18
    assert [len(group) for group in codes.grouped(code).split()] == [3] * 6


def test_no_two_of_many_are_alike():
    assert len({codes.draw() for _ in range(2_000)}) == 2_000


@pytest.mark.parametrize(
    "written", ["{}", " {} ", "{}\u00a0", "no", "{}."], ids=["plain", "padded", "nbsp", "letters", "dot"]
)
def test_it_is_read_however_it_is_spaced_and_not_out_of_words(written):
    code = codes.draw()
    expected = "" if written == "no" else code
    assert codes.read(written.format(codes.grouped(code))) == expected


def test_it_is_read_in_the_digits_of_her_own_script():
    code = codes.draw()
    for zero in ("๐", "०", "٠", "０"):
        typed = "".join(chr(ord(zero) + int(digit)) for digit in code)
        assert codes.read(typed) == code


def test_every_wrong_digit_and_every_swap_of_neighbours_is_noticed():
    code = codes.draw()
    for place, digit in enumerate(code):
        for other in "0123456789".replace(digit, ""):
            assert not codes.is_whole(code[:place] + other + code[place + 1 :])
    for place, (one, next_) in enumerate(pairwise(code)):
        if one != next_:
            assert not codes.is_whole(code[:place] + next_ + one + code[place + 2 :])


@pytest.mark.django_db
class TestCard:
    @pytest.fixture
    def file(self):
        return CaseFile.objects.create(currency="USD")

    def test_only_a_keyed_hash_is_kept(self, file, django_user_model, settings):
        officer = django_user_model.objects.create_user("oranuch")
        code = draw_code(file, officer)
        kept = WithdrawalCode.objects.get()
        assert kept.digest == codes.fingerprint(code)
        assert code not in repr(kept.__dict__)
        settings.SIXDEGREE_CASEPAGES_LOOKUP_KEY = "another key"
        assert kept.digest != codes.fingerprint(code)

    def test_another_ends_the_one_before_and_a_withdrawal_ends_the_last(self, file, django_user_model):
        officer = django_user_model.objects.create_user("oranuch")
        draw_code(file, officer)
        draw_code(file, officer)
        assert [card.ending for card in WithdrawalCode.objects.order_by("pk")] == ["replaced", ""]
        assert (use_up_codes(file.ref), use_up_codes(file.ref)) == (1, 0)
        assert [card.ending for card in WithdrawalCode.objects.order_by("pk")] == ["replaced", "used"]
