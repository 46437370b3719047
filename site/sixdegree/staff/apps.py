from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """In place of `wagtail.users`, of which it keeps the name."""

    user_viewset = "sixdegree.staff.users.StaffViewSet"
