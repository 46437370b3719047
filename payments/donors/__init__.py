"""Donors who registered: signed in by a mailed code, they see and decide what is kept about them."""
