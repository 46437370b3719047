"""A term's forms as a database row would hold them, without a database."""

from dataclasses import dataclass

from casepages.terms import keys
from casepages.terms.entering import Form, forms
from casepages.terms.finding import find


@dataclass(frozen=True)
class Kept:
    form: Form
    kind: str
    chain: str

    def __getattr__(self, name):
        return getattr(self.form, name)


def kept(form, kind):
    return Kept(form, kind, keys.newest())


def stored(terms, kind="legal_name"):
    return [kept(form, kind) for term in terms for form in forms(term, kind, "case")]


def found(text, terms):
    return [text[hit.begins : hit.ends] for hit in find(text, terms, "case")]
