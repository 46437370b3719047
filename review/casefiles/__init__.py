"""The case officers' screens: a file with its needs and consent, and the withdrawal of that consent.

`review.casefiles.viewset.CaseFileViewSet` is registered by `review.wagtail_hooks`.
"""
