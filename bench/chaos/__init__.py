"""Money under faults: many donors, few places, processes that are killed, and webhooks that go astray.

What is true at the end is read from the provider's own store and from the database, by code that imports
nothing of `payments`.
"""
