from search.checks import limits_are_numbers


def test_defaults_pass():
    assert limits_are_numbers(None) == []


def test_a_limit_that_is_no_sensible_number_is_named(settings):
    settings.SIXDEGREE_SEARCH_WORDS = "many"
    settings.SIXDEGREE_SEARCH_RESULTS = 0
    said = [message.msg for message in limits_are_numbers(None)]
    assert said == [
        "SIXDEGREE_SEARCH_RESULTS must be a whole number from 1 to 100.",
        "SIXDEGREE_SEARCH_WORDS must be a whole number from 1 to 100.",
    ]
