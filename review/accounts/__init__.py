"""Whoever can sign, or open case files, is watched: no change to such an account happens in silence."""

from review.accounts.account import changed, cooling_until, watched

__all__ = ["changed", "cooling_until", "watched"]
