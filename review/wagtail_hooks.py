"""What review adds to the Wagtail admin, one line a part."""

from wagtail import hooks

from review.casefiles.viewset import CaseFileViewSet


@hooks.register("register_admin_viewset")
def case_files() -> CaseFileViewSet:
    return CaseFileViewSet()
