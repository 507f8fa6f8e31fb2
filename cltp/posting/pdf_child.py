"""Run as a program: a PDF on standard input, its text or what is wrong as JSON on standard output.

It limits itself before it reads a byte, and imports nothing of the portal.
"""

import io
import json
import logging
import resource
import sys
from typing import Any

MEMORY = 512 * 1024 * 1024
PROCESSOR_SECONDS = 10
MOST_PAGES = 60
MOST_TEXT = 200_000


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(content: bytes, pypdf: Any) -> dict[str, str]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return {"wrong": "encrypted"}
        if len(reader.pages) > MOST_PAGES:
            return {"wrong": "much"}
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > MOST_TEXT:
                return {"wrong": "much"}
        return {"text": "\n".join(pages)}
    except (MemoryError, RecursionError, pypdf.errors.LimitReachedError):
        return {"wrong": "much"}
    except Exception:  # a damaged file may break a reader anywhere
        return {"wrong": "broken"}


if __name__ == "__main__":
    limit()
    import pypdf  # once the limits hold

    logging.disable()
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), pypdf)))
