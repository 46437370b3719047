from html import escape
from pathlib import Path
from string import Template

from payments.sandbox.currencies import written
from payments.sandbox.hosted.form import Form
from payments.sandbox.messages import Response
from payments.sandbox.store import Json

STYLE_PATH = "/c/pay.css"

_HERE = Path(__file__).parent
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    # No form-action: Chromium would hold the redirect to success_url against it.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none';"
    " frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_VERBS = {"donate": "Donate", "book": "Book", "subscribe": "Subscribe"}


def style() -> Response:
    return Response(
        200, (_HERE / "static" / "pay.css").read_bytes(), {"Content-Type": "text/css; charset=utf-8"}
    )


def payment(session: Json, items: list[Json], form: Form, alert: str = "", status: int = 200) -> Response:
    """The card form: what is paid for, what was typed (never the card's numbers), what stands in the way."""
    verb = _VERBS.get(session["submit_type"], "Subscribe" if session["mode"] == "subscription" else "Pay")
    amount = _due(session)
    alert = alert or ("Some fields need another look." if form.errors else "")
    body = _template("payment").substitute(
        amount=escape(amount),
        items="".join(_item(item) for item in items),
        message=_paragraph((session["custom_text"]["submit"] or {}).get("message", "")),
        alert=f'<p class="alert" role="alert" id="alert">{escape(alert)}</p>' if alert else "",
        email=_field(
            "email", "E-mail", form, 'type="email" autocomplete="email"', locked=session["customer_email"]
        ),
        card=_field("card", "Card number", form, 'inputmode="numeric" autocomplete="cc-number"', secret=True),
        expiry=_field(
            "expiry", "Expiry (MM / YY)", form, 'inputmode="numeric" autocomplete="cc-exp"', secret=True
        ),
        cvc=_field(
            "cvc", "Security code (CVC)", form, 'inputmode="numeric" autocomplete="cc-csc"', secret=True
        ),
        name=_field("name", "Name on card", form, 'autocomplete="cc-name"'),
        button=escape(f"{verb} {amount}"),
        back=_back(session),
    )
    return _page(status, f"{verb} {amount}", body)


def authentication(amount: int, currency: str) -> Response:
    body = _template("authentication").substitute(amount=escape(written(amount, currency)))
    return _page(200, "Confirm the payment with your bank", body)


def _due(session: Json) -> str:
    due = written(session["amount_total"], session["currency"])
    return f"{due} every month" if session["mode"] == "subscription" else due


def notice(status: int, title: str, text: str, address: str | None = None, link: str = "") -> Response:
    way = f'<p><a href="{escape(address)}">{escape(link)}</a></p>' if address else ""
    return _page(status, title, f"<h1>{escape(title)}</h1>{_paragraph(text)}{way}")


def _page(status: int, title: str, body: str) -> Response:
    page = _template("page").substitute(title=escape(title), style=STYLE_PATH, body=body)
    return Response(status, page.encode(), _HEADERS)


def _template(name: str) -> Template:
    return Template((_HERE / "templates" / f"{name}.html").read_text())


def _item(item: Json) -> str:
    price = written(item["amount_total"], item["currency"])
    return f"<li><span>{escape(item['description'])}</span> <span>{escape(price)}</span></li>"


def _field(
    name: str, label: str, form: Form, attributes: str, *, locked: str | None = None, secret: bool = False
) -> str:
    error = form.errors.get(name, "")
    value = "" if secret else form.values.get(name, "")
    invalid = f' aria-invalid="true" aria-describedby="{name}-error"' if error else ""
    said = f'<p class="error" id="{name}-error">{escape(error)}</p>' if error else ""
    readonly = " readonly" if locked else ""
    return (
        f'<div class="field {name}"><label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" value="{escape(value)}" {attributes} required{readonly}{invalid}>'
        f"{said}</div>"
    )


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _back(session: Json) -> str:
    if not session["cancel_url"]:
        return ""
    return f'<p class="back"><a href="{escape(session["cancel_url"])}">Back without paying</a></p>'
