"""The sandbox provider: the part of Stripe's HTTP API the project uses, on the loopback, moving no money.

A separate process (`python -m payments.sandbox`) of the standard library alone, for development and tests.
It is driven by the real `stripe` library and keeps its own store. A resource joins by adding a file to
`resources/`.
"""
