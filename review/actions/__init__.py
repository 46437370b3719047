"""The verbs of the desk. Views, the demo and tests write through these alone."""

from review.actions.erasure import erase
from review.actions.recall import recall
from review.actions.return_ import return_
from review.actions.sign import sign
from review.actions.submit import submit
from review.actions.withdrawal import withdraw

__all__ = ["erase", "recall", "return_", "sign", "submit", "withdraw"]
