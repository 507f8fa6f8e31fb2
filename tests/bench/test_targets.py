"""What is measured: each page answers as it should, and a wrong answer is told from a right one."""

import pytest
from django.test import Client, override_settings

from bench import explain, loading, measuring, settings, targets
from bench.targets import Target
from learning_portal.foundation import clock

BENCH = {name: getattr(settings, name) for name in ("MIDDLEWARE", "ROOT_URLCONF", "TEMPLATES")}


@pytest.fixture
def loaded(november, db):
    loading.load(300, today=clock.today())


@pytest.mark.usefixtures("loaded")
def test_every_page_that_is_there_answers_plausibly(client: Client):
    every = targets.every()
    assert len({target.name for target in every}) == len(every)
    answered = [(target, client.get(target.path)) for target in every]
    there = [(target, answer) for target, answer in answered if answer.status_code != 404]
    assert len(there) >= 30
    problems = {target.name: target.problem(answer.content.decode()) for target, answer in there}
    assert {name: problem for name, problem in problems.items() if problem} == {}
    assert {answer.status_code for _target, answer in there} == {200}


@pytest.mark.usefixtures("loaded")
@override_settings(**BENCH)
def test_the_limits_are_what_they_say(client: Client):
    ready = client.get("/bench/ready/5000/", headers={"X-Bench-Count": "1"})
    assert len(ready.content) == 5000
    assert ready.headers["X-Bench-Queries"] == "0"
    plain = client.get("/bench/plain/", headers={"X-Bench-Count": "1"})
    assert plain.content.count(b"<tr>") == 25
    assert plain.headers["X-Bench-Queries"] == "1"
    assert float(plain.headers["X-Bench-SQL-ms"]) > 0


@pytest.mark.usefixtures("loaded")
@override_settings(**BENCH)
def test_nothing_is_counted_unless_asked(client: Client):
    assert "X-Bench-Queries" not in client.get("/bench/plain/").headers


@pytest.mark.usefixtures("loaded")
def test_a_page_is_explained_query_by_query():
    (listed,) = [target for target in targets.every() if target.name == "detail"]
    first, *parts = explain.explained(listed)
    assert f"status 200, {len(parts)} queries" in first
    assert all("SELECT" in part and "Execution Time" in part for part in parts)


LIST = Target("list", "/opportunities/", is_list=True)
NOTHING = Target("nothing", "/opportunities/?q=x", is_list=True, finds_nothing=True)
ROW = '<a href="/opportunities/weeding/">Weeding</a>'


@pytest.mark.parametrize(
    ("target", "body", "problem"),
    [
        (LIST, f"<h2>1,204 listings</h2>{ROW}</html>\n", ""),
        (LIST, f"<h2>1 listing</h2>{ROW}", "does not end with </html>"),
        (LIST, f"<p>Sorry</p>{ROW}</html>", "does not say how many listings it found"),
        (LIST, f"<h2>0 listings</h2>{ROW}</html>", "finds 0 listings"),
        (LIST, "<h2>3 listings</h2></html>", "has no listing"),
        (NOTHING, "<h2>0 listings</h2></html>", ""),
        (NOTHING, f"<h2>1 listing</h2>{ROW}</html>", "finds 1 listings"),
        (Target("x", "/", holds="<h1"), "<h2></html>", "has nothing like <h1"),
    ],
)
def test_an_implausible_answer_is_told(target, body, problem):
    assert target.problem(body) == problem


def test_the_ready_string_beside_a_page_is_about_as_long():
    sizes = {size: measured(size).ready_size for size in (1000, 45_000, 307_000)}
    assert sizes == {1000: 1024, 45_000: 32_768, 307_000: 262_144}
    assert measuring.ready_name(32_768) == "L1-32KB"


def measured(size):
    return measuring.Measured(LIST, size, size, False, 0, 0, None)
