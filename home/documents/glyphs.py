"""Our own small signs, one line weight, abstract: they name a stage of the journey beside its word."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SIZE = 24

# Path data on a square of 24 units, stroked 1.75 wide with round ends.
PATHS = {
    # A horizon with the sun still on it.
    "before": "M2.5 17.5h19M6.5 17.5a5.5 5.5 0 0 1 11 0M12 6.5v2M4.8 9.6l1.4 1.4M19.2 9.6l-1.4 1.4",
    # A door ajar.
    "offer": "M3.5 20.5h17M6.5 20.5v-16h11v16M6.5 4.5l6 2.6v15.2l-6-1.8M10.2 13.6v1",
    # A road.
    "journey": "M4 20.5L9.6 4M20 20.5L14.4 4M12 5v2.2M12 10.2v3M12 16.6v3.6",
    # A closed knot, without an end to pull: the trefoil of the mathematicians.
    "exploitation": "M12 15.6C13.7 15.6 15.6 15.1 17 14.4C18.3 13.7 19.5 12.4 20 11.3C20.5 10.3 20.4 8.9 19.9"
    " 8C19.4 7.2 18.3 6.4 17.1 6.3C15.9 6.2 14.2 6.6 12.9 7.4C11.6 8.2 10.2 9.6 9.4 11.1C8.5 "
    "12.5 8 14.5 8 16C7.9 17.5 8.4 19.2 9.1 20.1C9.8 21.1 11 21.8 12 21.8C13 21.8 14.2 21.1 1"
    "4.9 20.1C15.6 19.2 16.1 17.5 16 16C16 14.5 15.5 12.5 14.6 11.1C13.8 9.6 12.4 8.2 11.1 7."
    "4C9.8 6.6 8.1 6.2 6.9 6.3C5.7 6.4 4.6 7.2 4.1 8C3.6 8.9 3.5 10.3 4 11.3C4.5 12.4 5.7 13."
    "7 7 14.4C8.4 15.1 10.3 15.6 12 15.6Z",
    # A knot loosened to one open loop.
    "finding_help": "M2 18.8c6 .4 15.6-1.6 16-8.2c.2-3.8-2.6-6.4-6-6.4s-6.2 2.6-6 6.4c.2 2.4 1.4 4.2 3.2 5.4"
    "M14.6 18c2.2.6 4.8.8 7.4.8",
    # A roof.
    "way_home": "M2.8 12.2L12 4.4l9.2 7.8M5.8 10.2v10.3h12.4V10.2M10 20.5v-5.2h4v5.2",
    # A seedling.
    "next": "M12 20.8v-9.6M12 14.4c0-4-2.8-6.2-7.4-6.2c0 4.4 2.8 6.2 7.4 6.2M12 11.6c0-4.2 2.8-7 7.8-7.4"
    "c0 5-3 7.6-7.8 7.4M7 20.8h10",
}
UNKNOWN = "M12 8.5a3.5 3.5 0 1 0 .01 0"


def path(name: str) -> str:
    return PATHS.get(name, UNKNOWN)


def svg(name: str) -> SafeString:
    """The sign as an inline drawing, hidden from assistive technology: the word stands beside it."""
    return format_html(
        '<svg class="glyph" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        mark_safe(path(name)),  # noqa: S308  from the table above
    )
