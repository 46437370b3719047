"""`live` is a mirror: a page of a registered kind is live only while a released record stands behind it."""
