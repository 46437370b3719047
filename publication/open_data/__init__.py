"""Yearly tables of cases, k-anonymous: what is counted, what is listed, and how it is written.

Nothing here reads the database. The method is `data/method.md`, which the API serves.
"""
