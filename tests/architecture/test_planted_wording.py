"""Each rule on a file's words finds what is planted for it, and lets the innocent pass."""

import pytest

from tests.architecture import wording
from tests.architecture.test_planted_imports import each

VIEWS, SCRIPT, TEST = "catalogue/views.py", "static/js/desk.js", "tests/test_it.py"
WRONG = {
    wording.no_drawers: [
        ("catalogue/utils.py", ""),
        ("faq/common/__init__.py", ""),
        ("events/services/mail.py", ""),
        ("learning_portal/core.py", ""),
        ("tests/helpers.py", ""),
    ],
    wording.short_enough: [(VIEWS, "x = 1\n" * 351)],
    wording.nothing_left_to_do: [(VIEWS, "x = 1  # TODO: two"), (VIEWS, "# FIXME")],
    wording.only_commands_print: [
        (VIEWS, "print('here')"),
        (VIEWS, "def f(x):\n    return [print(x)]"),
    ],
    wording.time_is_read_in_one_place: [
        (VIEWS, "from zoneinfo import ZoneInfo"),
        (VIEWS, "import zoneinfo"),
        (VIEWS, "a = datetime.now(UTC)"),
        (VIEWS, "a = dt.date.today()"),
        (VIEWS, "a = timezone.now().date()"),
        (VIEWS, "a = timezone.localdate()"),
        (VIEWS, "a = Field(default=timezone.now)"),
        (VIEWS, "a = make_aware(b)"),
        (VIEWS, "a = time.time()"),
    ],
    wording.the_database_converts_no_time: [
        (VIEWS, "a = 'SELECT starts at time zone %s'"),
        (VIEWS, "a.filter(starts__date=day)"),
        (VIEWS, "a.filter(starts__year__gte=2026)"),
        (VIEWS, "a.filter(**{'sessions__starts__month': 12})"),
        (VIEWS, "a = TruncDate('starts')"),
        (VIEWS, "from django.db.models.functions import TruncMonth"),
        (VIEWS, "a = ExtractWeek('starts')"),
        ("faq/admin/pages.py", "class A:\n    date_hierarchy = 'starts'"),
        (VIEWS, "a = day.strftime('%H:%M %Z')"),
        (VIEWS, "def f():\n    'What it says.'\n    return f'{day:%Z}'"),
    ],
    wording.scripts_know_no_time: [
        (SCRIPT, "const now = new Date();"),
        (SCRIPT, "Intl.NumberFormat()"),
        (SCRIPT, "n.toLocaleString()"),
        (SCRIPT, "Date.parse(text)"),
    ],
    wording.every_test_runs: [
        (TEST, "@pytest.mark.skip\ndef test_it(): ..."),
        (TEST, "@pytest.mark.skipif(True, reason='')\ndef test_it(): ..."),
        (TEST, "pytestmark = pytest.mark.xfail(strict=True)"),
        (TEST, "def test_it():\n    pytest.skip('later')"),
        (TEST, "yaml = pytest.importorskip('yaml')"),
        (TEST, "self.skipTest('later')"),
    ],
}
RIGHT = {
    wording.no_drawers: [("catalogue/common_words.py", ""), ("catalogue/score.py", "")],
    wording.short_enough: [(VIEWS, "x = 1\n" * 350)],
    wording.nothing_left_to_do: [(VIEWS, "MASTODON = 'todo'")],
    wording.only_commands_print: [
        ("faq/management/commands/purge.py", "print('done')"),
        ("learning_portal/foundation/embedded/__main__.py", "print('done')"),
        (VIEWS, "blueprint('x')\nmedia = 'print'"),
    ],
    wording.time_is_read_in_one_place: [
        (wording.CLOCK, "import zoneinfo\na = dt.datetime.now(dt.UTC)"),
        (VIEWS, "a = clock.now(), clock.today()\nb = timezone.override('UTC')"),
        (VIEWS, "'''Never timezone.now().'''\n# nor zoneinfo\n"),
    ],
    wording.the_database_converts_no_time: [
        (VIEWS, "'''Never AT TIME ZONE nor %Z.'''\na.filter(starts__gte=b, updated__lt=c)"),
        (VIEWS, "a = Truncator(text), start_date, date__isnull"),
    ],
    wording.scripts_know_no_time: [(SCRIPT, "// the date is the server's\nconst update = 1;")],
    wording.every_test_runs: [(TEST, "def test_skipped_hours():\n    assert 'skip' in text")],
}


@pytest.mark.parametrize(("rule", "path", "text"), each(WRONG))
def test_it_is_found(rule, path, text):
    found = rule(path, text)
    assert found
    assert all(path in one for one in found)


@pytest.mark.parametrize(("rule", "path", "text"), each(RIGHT))
def test_it_passes(rule, path, text):
    assert rule(path, text) == []
