"""The verbs of the desk. Views, the demo and tests write through these alone."""

from review.actions.recall import recall
from review.actions.return_ import return_
from review.actions.sign import sign
from review.actions.submit import submit
from review.actions.withdrawal import withdraw

__all__ = ["recall", "return_", "sign", "submit", "withdraw"]
