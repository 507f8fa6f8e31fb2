"""The table of clauses, each with the verdicts it must get; `clauses.txt` says how to read it."""

from pathlib import Path

TABLE = Path(__file__).with_name("clauses.txt")


def judged() -> list[tuple[str, list[str]]]:
    """(posting, verdicts) in order; the sign `⏎` is a line break and `⇥` a tab."""
    found: list[tuple[str, list[str]]] = []
    verdicts: list[str] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            verdicts = [word for word in line[2:].split() if word != "none"]
        elif line.strip() and not line.startswith("#"):
            found.append((line.replace("⏎", "\n").replace("⇥", "\t"), verdicts))
    return found
