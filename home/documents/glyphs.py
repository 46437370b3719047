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
    # A closed knot.
    "exploitation": "M2.5 17.8c5.6 1 12.6-2.4 13.7-7.3c.7-3.2-1.5-5.3-4.2-5.3s-4.9 2.1-4.2 5.3c1.1 4.9 8.1 8.3 13.7 7.3"
    "M7.4 13.6c2.8-2.6 6.4-2.6 9.2 0",
    # The same knot, loosened.
    "finding_help": "M2.5 20.2c7.4 0 15-5.4 15-11.2a5.5 5.5 0 0 0-11 0c0 4.2 3.4 8 8 9.9M18.2 19.9c1.2.2 2.2.3 3.3.3",
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
        '<svg class="glyph" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(f'<path d="{path(name)}"/>'),  # noqa: S308  from the table above
    )
