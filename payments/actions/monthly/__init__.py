"""Gifts that are repeated every month: found, their months booked, ended."""
