"""Rows that are one listing: the same `ref`, or the same title and provider."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from catalogue.intake.problems import Problem
from catalogue.intake.table import Line

ANOTHER = "Rows of one listing say the same, or leave it blank."


@dataclass(eq=False)
class Group:
    ref: str = ""
    lines: list[Line] = field(default_factory=list)

    def first(self, column: str) -> str:
        """What the first of its rows that says anything says."""
        return next((line.get(column) for line in self.lines if line.get(column)), "")

    @property
    def number(self) -> int:
        return self.lines[0].number


def gather(lines: list[Line], folded: dict[str, str]) -> tuple[list[Group], list[Problem]]:
    """The groups in the order of the file; `folded` has every title and provider, folded."""
    problems: list[Problem] = []
    by_ref: dict[str, Group] = {}
    for line in lines:
        if ref := line.get("ref"):
            by_ref.setdefault(ref, Group(ref)).lines.append(line)
    by_name: dict[tuple[str, str], list[Group]] = {}
    for group in by_ref.values():
        by_name.setdefault(_name(group, folded), []).append(group)
    groups: dict[Group, None] = {}  # in order
    for line in lines:
        group = by_ref.get(line.get("ref")) or Group(lines=[line])
        if group.ref:
            groups[group] = None
            continue
        name = _name(group, folded)
        named = by_name.setdefault(name, []) if all(name) else []
        if len(named) > 1:
            refs = " or ".join(f"“{each.ref}”" for each in named)
            right = f"Several listings have this title and provider: say which, {refs}."
            problems.append(Problem(line.number, "ref", "", right))
        elif named:
            named[0].lines.append(line)
            groups[named[0]] = None
        else:
            named.append(group)
            groups[group] = None
    for group in groups:
        group.lines.sort(key=lambda line: line.number)
        problems.extend(_unlike(group, folded))
    return list(groups), problems


def _name(group: Group, folded: dict[str, str]) -> tuple[str, str]:
    return folded.get(group.first("title"), ""), folded.get(group.first("provider"), "")


def _unlike(group: Group, folded: dict[str, str]) -> Iterator[Problem]:
    """Required cells nobody fills, and names on which the rows of one listing differ."""
    for column in ("title", "provider", "kind"):
        if not group.first(column):
            yield Problem(group.number, column, "", "This is required.")
    for column in ("title", "provider"):
        stated = [line for line in group.lines if line.get(column)]
        for line in stated[1:]:
            if folded[line.get(column)] != folded[stated[0].get(column)]:
                right = f"Line {stated[0].number} has “{stated[0].get(column)}” for the same "
                right += f"reference “{group.ref}”. {ANOTHER}"
                yield Problem(line.number, column, line.get(column), right)
