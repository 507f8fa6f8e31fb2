"""The text of a .docx: its own words only, no macro, no entity, nothing it points to."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from cltp.posting.refused import Refused

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COPIES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DOCUMENT = "word/document.xml"
PARTS = re.compile(r"word/(?:header\d*|footnotes|endnotes|footer\d*)\.xml")
MOST_PARTS = 20
MOST_ENTRIES = 2_000
MOST_XML = 8 * 1024 * 1024  # bytes, unpacked, of all that is read
BROKEN = "This Word file is damaged or is another kind of file. Paste the posting’s text instead."
TOO_LARGE = "This Word file unpacks to more than a posting holds. Paste the posting’s text instead."
HOSTILE = "This Word file declares entities, as no posting needs. Paste the posting’s text instead."
MACROS = "This Word file holds macros. Save it as .docx without macros, or paste its text."


def text(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(_parts(archive))
    except (DefusedXmlException, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(HOSTILE) from None
    except (zipfile.BadZipFile, zlib.error, SAXException, EOFError, OSError, KeyError):
        raise Refused(BROKEN) from None
    except (NotImplementedError, RuntimeError):  # a compression, or a password, of zip's
        raise Refused(BROKEN) from None


def _parts(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.namelist()
    if len(names) > MOST_ENTRIES or names.count(DOCUMENT) != 1:
        raise Refused(BROKEN)
    if any("vbaproject" in name.lower() or "macro" in name.lower() for name in names):
        raise Refused(MACROS)
    left = MOST_XML
    for name in [DOCUMENT, *filter(PARTS.fullmatch, names)][:MOST_PARTS]:
        with archive.open(name) as part:
            xml = part.read(left + 1)
        left -= len(xml)
        if left < 0:
            raise Refused(TOO_LARGE)
        yield _words(xml)


def _words(xml: bytes) -> str:
    reader, parser = Reader(), DefusedExpatParser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(reader)
    parser.parse(io.BytesIO(xml))
    return "".join(reader.words)


class Reader(ContentHandler):
    """Gathers `words`: a line a paragraph, a row a line with its cells parted."""

    MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
    LEFT_OUT = {(W, "del"), (W, "moveFrom"), (COPIES, "Fallback")}

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._rows = self._out = 0
        self._in_text = False

    def startElementNS(
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        space, local = name
        self._out += bool(self._out) or name in self.LEFT_OUT
        if space != W or self._out:
            return
        if local == "t":
            self._in_text = True
        elif local == "tr":
            self._rows += 1
        elif local == "numPr":
            self.words.append("• ")
        elif local in self.MARKS and (local != "tab" or self._is_of_text(attrs)):
            self.words.append(self.MARKS[local])

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        space, local = name
        if self._out:
            self._out -= 1
        elif space == W and local == "t":
            self._in_text = False
        elif space == W and local == "p":
            self.words.append(" " if self._rows else "\n")
        elif space == W and local == "tc":
            self.words.append(" | ")
        elif space == W and local == "tr":
            self._rows -= 1
            self.words.append("\n")

    def characters(self, content: str) -> None:
        if self._in_text and not self._out:
            self.words.append(content)

    @staticmethod
    def _is_of_text(attrs: AttributesNSImpl) -> bool:
        """A tab among the words, and not a stop that a style sets."""
        return not len(attrs)
