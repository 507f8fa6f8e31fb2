"""The text of a PDF, read by a child process that may not take long nor much."""

import json
import subprocess
import sys
import threading
from pathlib import Path

from cltp.posting.refused import Refused

CHILD = Path(__file__).with_name("pdf_child.py")
SECONDS = 20
AT_ONCE = threading.BoundedSemaphore(2)  # of a process: each may take a processor
ENCRYPTED = "This PDF is protected by a password. Save it without one, or paste the posting’s text."
SCANNED = (
    "There is no text in this PDF: it holds pictures of pages, as a scanner makes. Paste the "
    "posting’s text instead."
)
BROKEN = "This PDF cannot be read: it is damaged. Paste the posting’s text instead."
TOO_MUCH = (
    "This PDF is too large or too intricate to be read here. Paste the posting’s text instead."
)
BUSY = "Other PDFs are being read just now. Try again in a moment, or paste the posting’s text."


def text(content: bytes) -> str:
    if not AT_ONCE.acquire(timeout=SECONDS):
        raise Refused(BUSY)
    try:
        answer = subprocess.run(  # noqa: S603 our own program; the file is on its standard input
            [sys.executable, "-I", str(CHILD)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(TOO_MUCH) from None
    finally:
        AT_ONCE.release()
    try:
        told = json.loads(answer.stdout)
    except ValueError:  # it was stopped at a limit before it could answer
        raise Refused(TOO_MUCH) from None
    if "text" not in told:
        raise Refused({"encrypted": ENCRYPTED, "much": TOO_MUCH}.get(told.get("wrong"), BROKEN))
    if not told["text"].strip():
        raise Refused(SCANNED)
    return str(told["text"])
