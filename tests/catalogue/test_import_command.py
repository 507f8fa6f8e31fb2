"""`manage.py import_listings`, as a person at a terminal meets it."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from catalogue.intake.columns import COLUMNS
from catalogue.management.commands.import_listings import Command
from catalogue.models import Opportunity, Provider, Topic
from catalogue.models.vocabulary import Audience, Kind, Status
from tests.catalogue.import_tables import as_csv, row

pytestmark = pytest.mark.django_db
STARTER = settings.BASE_DIR / "data" / "starter_listings.csv"


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        path = tmp_path / "listings.csv"
        path.write_bytes(as_csv(*rows))
        return path

    return write


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_listings", *map(str, arguments), stdout=out)
    return out.getvalue()


def refusal(*arguments: object) -> str:
    with pytest.raises(CommandError) as error:
        run(*arguments)
    return str(error.value)


def test_the_starter_listings_come_in_and_the_summary_counts_them():
    said = run(STARTER)
    assert "31 listings: 31 new, 0 changed, 0 unchanged; 0 sessions: 0 new, 0 changed." in said
    assert "New providers (30): Open Culture; WebJunction;" in said
    assert "New topics, under no heading yet (18):" in said
    assert "New listings are in review." in said
    assert Opportunity.objects.filter(status=Status.IN_REVIEW).count() == 31
    assert "31 listings: 0 new, 0 changed, 31 unchanged" in run(STARTER)


def test_with_publish_they_are_published(file):
    assert "New listings are published." in run(file(row()), "--publish")
    assert Opportunity.objects.get().status == Status.PUBLISHED


def test_a_trial_says_what_it_would_do_and_writes_nothing(file):
    said = run(file(row(topics="Weeding")), "--dry-run", "--publish")
    assert "1 listing: 1 new" in said
    assert "New topics, under no heading yet (1): Weeding." in said
    assert "nothing was written" in said
    for model in (Opportunity, Provider, Topic):
        assert not model.objects.exists()


def test_a_trial_refuses_what_the_import_would_refuse(file):
    path = file(row(cost="cheap"))
    assert refusal(path, "--dry-run") == refusal(path)


def test_every_problem_is_printed_with_line_column_value_and_what_would_be_right(file):
    said = refusal(file(row(cost="cheap"), row(title="B", url="javascript:alert(1)")))
    assert "Nothing was written. 2 problems in listings.csv:" in said
    assert "line 2, cost: “cheap” Use one of: free, free to audit, paid, mixed." in said
    assert "line 3, url: “javascript:alert(1)” Write a full web address" in said


def test_a_long_list_of_problems_is_cut_and_counted(file):
    said = refusal(file(*[row(title=f"Title {n}", cost="cheap") for n in range(250)]))
    assert said.count("“cheap”") == 200
    assert "and 50 more" in said


def test_changes_what_is_kept_and_what_to_look_at_are_printed(file):
    run(file(row(cost="free", level="all", starts="2026-12-09 10:00", zone="BC")))
    Opportunity.objects.update(locked_fields=["level"])
    said = run(
        file(row(cost="paid", level="advanced", starts="2026-07-09 10:00", zone="PDT",
                 provider_country="US"))
    )  # fmt: skip
    assert "line 2, “Weeding”, cost: Free → Paid" in said
    assert "starts: Wednesday, December 9, 2026, 10:00 am BC time → Thursday, July 9, 2026" in said
    assert "Kept, because a curator edited it:" in said
    assert "line 2, “Weeding”, level: All levels → Advanced" in said


def test_the_help_lists_every_column_and_every_accepted_word(capsys):
    Command().print_help("manage.py", "import_listings")
    said = capsys.readouterr().out
    for name, column in COLUMNS.items():
        assert f"  {name}" in said
        assert column.words in said
    for word in ("webinar series", "programme", "in-person event", "collection", "recording"):
        assert word in said
    assert "children's and youth" in said
    assert len(Kind) == 8
    assert len(Audience) == 14


@pytest.mark.parametrize(
    ("name", "right"), [("missing.csv", "No such file"), (".", "Is a directory")]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, right):
    assert right in refusal(tmp_path / name)


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    assert "larger than 2 MB" in refusal(path)
