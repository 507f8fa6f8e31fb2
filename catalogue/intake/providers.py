"""The providers a table names, and the country that decides what their clocks mean."""

from dataclasses import dataclass, field

from catalogue.intake import countries
from catalogue.intake.groups import Group
from catalogue.intake.problems import Problem, Wrong
from catalogue.models import Provider
from catalogue.models.vocabulary import NOT_STATED


@dataclass(eq=False)
class PlannedProvider:
    provider: Provider  # not stored yet where it is new
    line: int
    country_line: int = 0
    fills: list[str] = field(default_factory=list)  # of a known one, what was not stated
    is_new: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_new = self.provider.pk is None  # before anything is written


def work_out(
    groups: list[Group], folded: dict[str, str], known: dict[str, Provider]
) -> tuple[dict[str, PlannedProvider], list[Problem], list[Problem]]:
    """By folded name; and problems; and remarks."""
    planned: dict[str, PlannedProvider] = {}
    problems: list[Problem] = []
    remarks: list[Problem] = []
    for group in groups:
        name = group.first("provider")
        key = folded.get(name, "")
        if not key:
            continue
        if key not in planned:
            provider = known.get(key) or Provider(name=name)
            planned[key] = PlannedProvider(provider, group.number)
            if provider.pk and provider.name_folded != key:
                remark = f"This provider is here under the name “{provider.name}”."
                remarks.append(Problem(group.number, "provider", name, remark))
        for line in group.lines:
            said = line.get("provider_country")
            if not said:
                continue
            try:
                _state(planned[key], countries.read(said), line.number)
            except Wrong as wrong:
                problems.append(Problem(line.number, "provider_country", said, wrong.right))
    for each in planned.values():
        provider = each.provider
        if provider.region == NOT_STATED and provider.country and (each.is_new or each.fills):
            set_region(each, countries.region_of(provider.country))
        if each.is_new and len(provider.name) > 200:
            right = "A provider's name has at most 200 characters."
            problems.append(Problem(each.line, "provider", provider.name, right))
    return planned, problems, remarks


def _state(planned: PlannedProvider, country: str, line: int) -> None:
    provider = planned.provider
    if not provider.country:
        provider.country, planned.country_line = country, line
        if not planned.is_new:
            planned.fills.append("country")
    elif provider.country != country:
        where = f"Line {planned.country_line}" if planned.country_line else "The catalogue"
        raise Wrong(
            f"{where} has “{provider.name}” in {provider.country}: make them agree, or leave "
            "this blank."
        )


def set_region(planned: PlannedProvider, region: str) -> None:
    planned.provider.region = region
    if not planned.is_new and "region" not in planned.fills:
        planned.fills.append("region")
