"""What the scripts of the list weigh, and where they must agree with the portal."""

import gzip
import re

from learning_portal.foundation import folding
from tests.processes import ROOT

SCRIPTS = ("list.js", "narrow.js", "suggest.js")


def test_the_scripts_together_weigh_less_than_ten_kilobytes():
    scripts = [(ROOT / "static/js" / name).read_bytes() for name in SCRIPTS]
    assert sum(len(gzip.compress(script)) for script in scripts) < 10_000


def test_the_script_folds_letters_as_the_portal_does():
    script = (ROOT / "static/js/narrow.js").read_text()
    line = re.search(r"const LETTERS = \{ (.*) \};", script)[1]
    pairs = dict(re.findall(r'"(.)": "([^"]+)"', line))
    assert pairs == {chr(letter): plain for letter, plain in folding.LETTERS.items()}
