"""The finance officer's screens in the Wagtail admin."""
