"""The case officers' screens: a file with its needs and consent, and the withdrawal of that consent."""
