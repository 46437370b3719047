"""Where a change to a watched account is noticed: at the models, whatever screen or command it was."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from wagtail.models import APIToken

from review.accounts import account
from review.roles import CASE_FILES, SIGN

UID = "sixdegree_review.accounts"
BEFORE = "_sixdegree_review_before"
RIGHTS = {right.split(".")[1] for right in (SIGN, *CASE_FILES)}


def connect() -> None:
    user: Any = get_user_model()
    pre_save.connect(remember, sender=user, dispatch_uid=UID)
    post_save.connect(compare, sender=user, dispatch_uid=UID)
    pre_delete.connect(deleted, sender=user, dispatch_uid=UID)
    post_save.connect(minted, sender=APIToken, dispatch_uid=UID)
    m2m_changed.connect(membership, sender=user.groups.through, dispatch_uid=UID)
    m2m_changed.connect(own_rights, sender=user.user_permissions.through, dispatch_uid=UID)
    through: Any = Group.permissions.through
    m2m_changed.connect(rights_of_a_group, sender=through, dispatch_uid=UID)


def compared() -> dict[str, str]:
    user: Any = get_user_model()
    names = {user.USERNAME_FIELD: account.NAME, user.get_email_field_name(): account.EMAIL}
    return {**names, "password": account.PASSWORD, "is_active": ""}


def remember(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    fields = compared()
    if instance.pk and (update_fields is None or fields.keys() & set(update_fields)):
        setattr(instance, BEFORE, sender._default_manager.filter(pk=instance.pk).values(*fields).first())


def compare(sender: Any, instance: Any, **kwargs: Any) -> None:
    before = instance.__dict__.pop(BEFORE, None)
    if not before:
        return
    verbs = [verb for field, verb in compared().items() if verb and before[field] != getattr(instance, field)]
    if before["is_active"] != instance.is_active:
        verbs.append(account.REACTIVATED if instance.is_active else account.DEACTIVATED)
    if verbs and account.watched(instance):
        for verb in verbs:
            account.changed(instance, verb)


def deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if account.watched(instance):
        account.changed(instance, account.DELETED)


def minted(sender: Any, instance: APIToken, created: bool, **kwargs: Any) -> None:
    if created and account.watched(instance.user):
        account.changed(instance.user, account.TOKEN)


def membership(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """A group added to or taken from a watched account, and an account that becomes or was watched by it."""
    if action not in {"post_add", "pre_remove", "pre_clear"}:
        return
    people: Iterable[Any] = [instance]
    if reverse:
        users = get_user_model()._default_manager
        people = users.filter(pk__in=pk_set) if pk_set is not None else instance.user_set.all()
    for person in people:
        if account.watched(person):
            account.changed(person, account.MEMBERSHIP)


def own_rights(sender: Any, instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    if not reverse and action in {"post_add", "pre_remove", "pre_clear"} and account.watched(instance):
        account.changed(instance, account.RIGHTS)


def rights_of_a_group(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """A group is given, or loses, the right to sign or to open case files: each of its people is told of."""
    if reverse or action not in {"post_add", "pre_remove", "pre_clear"}:
        return
    named = Permission.objects.filter(codename__in=RIGHTS)
    touched = named.filter(pk__in=pk_set) if pk_set is not None else named.filter(group=instance)
    if touched.exists():
        for person in instance.user_set.all():
            account.changed(person, account.RIGHTS)
