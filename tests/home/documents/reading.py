"""What a browser would make of a document, read with the standard library's parser."""

from html.parser import HTMLParser
from urllib.parse import urlsplit


class Reading(HTMLParser):
    """`tags` are (name, attributes) in order; `text` is what can be read without drawings and scripts."""

    def __init__(self, html):
        super().__init__()
        self.tags, self._said, self._open = [], [], []
        self.feed(html)

    def handle_starttag(self, name, attributes):
        self.tags.append((name, dict(attributes)))
        if name in ("script", "style", "title"):
            self._open.append(name)

    def handle_endtag(self, name):
        if self._open and self._open[-1] == name:
            self._open.pop()

    def handle_data(self, data):
        if not self._open:
            self._said.append(data)

    @property
    def text(self):
        return " ".join("".join(self._said).split())

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]

    def one(self, name, /, **wanted):
        found = [each for each in self.all(name) if wanted.items() <= each.items()]
        assert len(found) == 1, f"{len(found)} of <{name} {wanted}>"
        return found[0]

    def field(self, name):
        return self.one("input", name=name)["value"]

    def outside_hosts(self):
        links = [
            attributes[key]
            for _tag, attributes in self.tags
            # The way out leads elsewhere, for whoever takes it.
            if "data-leave" not in attributes
            for key in ("src", "href", "action", "data-challenge")
            if attributes.get(key)
        ]
        return {urlsplit(link).netloc for link in links} - {""}


def read(response):
    return Reading(response.content.decode())
