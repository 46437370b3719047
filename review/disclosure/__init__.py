"""What a reader newly learns from a candidate: facts read off public contents and held against what was ever
released. Pure: public contents in, facts out; no database, no request, no clock."""

from review.disclosure.compare import Learned, learned
from review.disclosure.fact import Fact
from review.disclosure.facts import facts

__all__ = ["Fact", "Learned", "facts", "learned"]
