"""The figure of relevance, against values worked out by hand."""

from math import log2

import pytest

from bench.search.ndcg import dcg, ndcg


def test_a_textbook_example_has_its_published_value():
    # https://en.wikipedia.org/wiki/Discounted_cumulative_gain, section Example: 6.861, 8.740, 0.785
    answered, judged = [3, 2, 3, 0, 1, 2], [3, 2, 3, 0, 1, 2, 3, 2]
    assert round(dcg(answered, 6), 3) == 6.861
    assert round(ndcg(answered, judged, 6), 3) == 0.785


def test_the_best_order_is_one_and_nothing_found_is_zero():
    judged = [0, 1, 3, 2, 0]
    assert ndcg([3, 2, 1, 0, 0], judged) == 1.0
    assert ndcg([], judged) == 0.0
    assert ndcg([0, 0], judged) == 0.0


def test_a_later_rank_counts_for_less():
    assert ndcg([0, 3], [3, 0]) == pytest.approx(1 / log2(3))


def test_only_the_first_ten_count():
    assert ndcg([0] * 10 + [3], [3]) == 0.0
    assert ndcg([3] * 10, [3] * 30) == 1.0


def test_a_query_that_nothing_answers_is_a_mistake():
    with pytest.raises(ValueError, match="change the query"):
        ndcg([0], [0, 0])
