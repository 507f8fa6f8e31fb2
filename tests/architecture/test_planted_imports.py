"""Each rule on imports finds what is planted for it, and lets the innocent pass."""

import pytest

from tests.architecture import directions
from tests.architecture.sources import Source

WRONG = {
    directions.rooms_kept_apart: [
        ("learning_portal/foundation/clock.py", "from catalogue.models import Topic"),
        ("learning_portal/foundation/clock.py", "from learning_portal import views"),
        ("catalogue/views.py", "import learning_portal.middleware"),
        ("catalogue/models/topic.py", "from faq.models import Notice"),
        ("faq/views.py", "from events import views"),
        ("events/views.py", "import cltp.views as programme"),
        ("cltp/views.py", "def show():\n    from faq.models import Letter"),
        ("faq/models/letter.py", "from ...catalogue import x\nfrom ...cltp import views"),
    ],
    directions.every_module_has_a_place: [
        ("catalogue/shortlist.py", ""),
        ("faq/answers/parts.py", ""),
        ("learning_portal/foundation/unplaced.py", ""),
        ("learning_portal/jobs.py", ""),
    ],
    directions.layers_point_down: [
        ("catalogue/models/topic.py", "from catalogue.search import OpportunitySearch"),
        ("catalogue/models/topic.py", "from catalogue import publishing"),
        ("catalogue/models/topic.py", "from .. import publishing"),
        ("catalogue/views.py", "from catalogue import feeds"),
        ("catalogue/search.py", "import catalogue.views"),
        ("catalogue/intake/plan.py", "from catalogue.admin.fields import TidyField"),
        ("catalogue/__init__.py", "from catalogue import models"),
        ("faq/forms.py", "from faq.views import write"),
        ("learning_portal/foundation/clock.py", "from learning_portal.foundation import markup"),
        ("learning_portal/roles.py", "from learning_portal.desk import Desk"),
    ],
    directions.imports_stand_at_the_top: [
        ("faq/views.py", "def f():\n    import faq.models"),
        (
            "faq/views.py",
            "class A:\n    async def f(self):\n        if x:\n            from faq import b",
        ),
    ],
    directions.late_imports_are_still_there: [("manage.py", "import os")],
}
RIGHT = {
    directions.rooms_kept_apart: [
        ("learning_portal/desk.py", "import faq.models\nfrom cltp import views\nimport events"),
        ("faq/models/letter.py", "from catalogue.models import Topic\nimport django, os.path"),
        ("catalogue/views.py", "from learning_portal.foundation import clock"),
        ("learning_portal/foundation/database.py", "from learning_portal.foundation import clock"),
        ("catalogue/views.py", "import cltpx\nfrom eventsource import faq"),
    ],
    directions.every_module_has_a_place: [
        ("catalogue/views.py", ""),
        ("catalogue/models/anything.py", ""),
        ("catalogue/__init__.py", ""),
        ("manage.py", ""),
    ],
    directions.layers_point_down: [
        ("catalogue/views.py", "from catalogue import search\nfrom catalogue.models import Topic"),
        ("catalogue/models/topic.py", "from catalogue.models.address import Addressed"),
        ("catalogue/models/topic.py", "from .address import Addressed\nfrom . import address"),
        ("manage.py", "import catalogue.urls"),
    ],
    directions.imports_stand_at_the_top: [
        ("faq/views.py", "import os\nif os:\n    import re\ndef f():\n    return re"),
        ("manage.py", "def main():\n    import django"),
    ],
    directions.late_imports_are_still_there: [("manage.py", "def main():\n    import django")],
}


def each(planted):
    return [
        pytest.param(rule, path, text, id=f"{rule.__name__}-{number}")
        for rule, examples in planted.items()
        for number, (path, text) in enumerate(examples)
    ]


@pytest.mark.parametrize(("rule", "path", "text"), each(WRONG))
def test_it_is_found(rule, path, text):
    found = rule(path, text)
    assert len(found) == 1
    assert path in found[0]


@pytest.mark.parametrize(("rule", "path", "text"), each(RIGHT))
def test_it_passes(rule, path, text):
    assert rule(path, text) == []


def test_what_has_no_place_is_told_where_to_go():
    (said,) = directions.every_module_has_a_place("catalogue/shortlist.py", "")
    assert "'shortlist' to 'catalogue' in tests/architecture/layers.py" in said


A, B, C = "catalogue/a.py", "catalogue/b.py", "catalogue/c/__init__.py"


@pytest.mark.parametrize(
    "circle",
    [
        {A: "from catalogue import b", B: "from catalogue.a import Thing"},
        {A: "import catalogue.b", B: "from catalogue import c", C: "from catalogue.a import Thing"},
        {A: "from catalogue.c import Thing", C: "def late():\n    from catalogue import a"},
        {A: "from .b import Thing", B: "if deep:\n    from . import a"},
    ],
)
def test_a_circle_is_found(circle):
    (found,) = directions.no_circles(Source(*file) for file in circle.items())
    assert "catalogue.a" in found


@pytest.mark.parametrize(
    "chain",
    [
        {A: "from catalogue import b", B: "from catalogue.c import Thing", C: "import catalogue"},
        {A: "import catalogue.b", B: "if TYPE_CHECKING:\n    from catalogue.a import Thing"},
        {A: "from catalogue.a import itself"},
    ],
)
def test_a_chain_with_an_end_passes(chain):
    assert directions.no_circles(Source(*file) for file in chain.items()) == []
