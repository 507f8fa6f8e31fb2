"""Rules on what is installed: each package pinned by hash, wanted for a reason."""

import re


def every_package_has_a_hash(path: str, text: str) -> list[str]:
    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]
    wrong = [f"{path} has no requirements"] if not packages else []
    for package in packages:
        name = package.split()[0]
        if not re.match(r"[\w.\[\]-]+==[\w.!+]+$", name):
            wrong.append(f"{path}: {name} is not pinned to one version")
        if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", package):
            wrong.append(f"{path}: {name} has no hash")
    return wrong


def no_index_is_named(path: str, text: str) -> list[str]:
    return [
        f"{path}:{number} names where packages are fetched: that is the machine's to say"
        for number, line in enumerate(text.splitlines(), 1)
        if not line.startswith("    --hash=")
        and re.search(r"^\s*(-i|-f|--[a-z-]*(index|links|host)[a-z-]*)\b|://|\s@\s", line)
    ]


def no_lock_names_an_address(path: str, text: str) -> list[str]:
    return [f"{path} has {found}" for found in re.findall(r"\"resolved\":[^\n]*", text)]


def every_dependency_has_a_reason(path: str, text: str) -> list[str]:
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, flags=re.M | re.S)
    lines = [line.strip() for one in lists for line in one.splitlines() if line.strip()]
    wrong = [f"{path} has no lists of dependencies"] if len(lists) != 2 else []
    return wrong + [
        f"{path} does not say what {line.split(',')[0]} is for: say it on its line"
        for line in lines
        if not re.search(r"\"[^\"]+\",\s+# \w.{5,}|^# ", line)
    ]
