"""Receipts and yearly statements as documents: tagged PDF (PDF/UA-1), made without a browser or a request."""
