"""Content pages of the public site: written in Wagtail, released through the same gate as every case."""
