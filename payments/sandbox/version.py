"""The one API version the sandbox speaks: the one stripe 16.1.0 sends (a test holds the two together)."""

API_VERSION = "2026-10-28.endive"
