"""What a protected term may be, and which of them name a person wherever they stand."""

from django.utils.translation import gettext_lazy as _

LEGAL_NAME, ROMANISATION, PHONE, DOCUMENT, HANDLE = (
    "legal_name",
    "romanisation",
    "phone",
    "document_number",
    "handle",
)

KINDS = {
    LEGAL_NAME: _("legal name"),
    "name_part": _("part of a name"),
    "nickname": _("nickname"),
    "alias": _("earlier alias"),
    ROMANISATION: _("name in other letters"),
    "family_name": _("name of a relative"),
    "home_town": _("home town or village"),
    "school": _("school"),
    "employer": _("employer"),
    PHONE: _("telephone number"),
    DOCUMENT: _("document number"),
    HANDLE: _("account or handle"),
}
# Looked for in every text of the site. A first name or a town is many people's: only their own case's.
EVERYWHERE = (LEGAL_NAME, ROMANISATION, PHONE, DOCUMENT, HANDLE)


def choices() -> list[tuple[str, str]]:
    return [(kind, str(label)) for kind, label in KINDS.items()]
