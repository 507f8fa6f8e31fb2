"""The text of a posting's file: .txt, .docx or .pdf, in memory, within bounds of time and size."""

import codecs

from cltp.posting import pdf, word
from cltp.posting.refused import Refused

LARGEST = 2 * 1024 * 1024  # bytes of a file
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PDF = b"%PDF-"
PDF_WITHIN = 1024  # its mark may stand this far in
BYTE_ORDERS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
MOST_ODD = 0.02  # of characters that no text holds


def text_of(content: bytes) -> str:
    """The text in a file's bytes, told by what is in it and not by its name. Raises Refused."""
    if len(content) > LARGEST:
        raise Refused(
            f"The file is larger than {LARGEST // 1024 // 1024} MB. Copy the posting’s text and "
            "paste it instead."
        )
    if content.startswith(OLE):
        raise Refused(
            "This is a Word file with a password, or in the old format (.doc). Save it as .docx "
            "without a password, or paste its text."
        )
    if content.startswith(ZIP):
        return word.text(content)
    if PDF in content[:PDF_WITHIN]:
        return pdf.text(content)
    return _plain(content)


def _plain(content: bytes) -> str:
    """UTF-8 or UTF-16 as its mark says, else the letters of Windows."""
    order = BYTE_ORDERS.get(content[:2])
    try:
        text = content.decode(order or "utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    odd = sum(
        1 for letter in text if letter == "\ufffd" or (letter < " " and letter not in "\t\n\r\f\v")
    )
    if odd > MOST_ODD * len(text):
        raise Refused(
            "This is not a text, Word (.docx) or PDF file that can be read. Copy the posting’s "
            "text and paste it."
        )
    return text
