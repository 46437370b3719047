"""Normalised discounted cumulative gain, after Järvelin and Kekäläinen (2002) and trec_eval's `ndcg_cut`."""

from collections.abc import Iterable, Sequence
from math import fsum, log2

AT = 10


def dcg(grades: Iterable[int], at: int = AT) -> float:
    """Each grade divided by the binary logarithm of its rank and one; the grade itself is the gain."""
    return fsum(grade / log2(rank + 1) for rank, grade in zip(range(1, at + 1), grades, strict=False))


def ndcg(answered: Sequence[int], judged: Iterable[int], at: int = AT) -> float:
    """`answered`: grades in the order of the answer; `judged`: of all there are. 1.0 is the best order.

    Raises `ValueError` where nothing has a grade above 0: such a query measures nothing.
    """
    best = dcg(sorted(judged, reverse=True), at)
    if not best:
        raise ValueError("No case answers this query: change the query or the cases.")
    return dcg(answered, at) / best
