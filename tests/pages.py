"""Reading a page as a person would: its text, its links, its times."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """`text` of the main part, `links` (text, href) and `times` (text, datetime) in order."""

    def __init__(self, response):
        super().__init__()
        self.text, self.links, self.times, self.titles = "", [], [], []
        self._open, self._in_main = [], False
        self.feed(response.content.decode())
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self._in_main = self._in_main or tag == "main"
        if tag not in VOID:
            self._open.append((tag, attrs, ""))

    def handle_data(self, data):
        if not self._in_main or any(tag in ("script", "style") for tag, *_ in self._open):
            return
        self.text += f" {data}"
        self._open = [(tag, attrs, said + data) for tag, attrs, said in self._open]

    def handle_endtag(self, tag):
        while self._open:
            opened, attrs, said = self._open.pop()
            said = " ".join(said.split())
            if opened == "a" and self._in_main:
                self.links.append((said, attrs.get("href")))
            if opened == "time":
                self.times.append((said, attrs.get("datetime")))
            if opened in ("h1", "h2", "h3") and self._in_main:
                self.titles.append(said)
            if opened == "main":
                self._in_main = False
            if opened == tag:
                return


def read(response) -> Page:
    return Page(response)
