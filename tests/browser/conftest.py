import json
import urllib.request

import pytest

from tests.browser import chromium
from tests.browser.serving import own_database, served
from tests.browser.watching import Watched


@pytest.fixture(scope="session")
def portal(worker_id, tmp_path_factory):
    """The address of a portal that holds the starter listings and the samples."""
    static = tmp_path_factory.mktemp("static")
    with (
        own_database(f"browser_tests_{worker_id}") as database,
        served(database, static) as address,
    ):
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    program = chromium.found()
    if program is None:
        pytest.fail(chromium.MISSING)
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    return {**browser_type_launch_args, "executable_path": program, "args": quiet}


@pytest.fixture(scope="session")
def listings(portal):
    """Every current listing, as the portal's own data has them."""
    with urllib.request.urlopen(f"{portal}/opportunities.json", timeout=10) as answer:  # noqa: S310
        return json.load(answer)["listings"]


@pytest.fixture
def open_page(browser, portal):
    """Makes a page of a new visitor; in the end nothing it met may have gone wrong."""
    watched = []

    def opened(width=1280, scheme="light", javascript=True, **choices):
        context = browser.new_context(
            base_url=portal,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=javascript,
            **choices,
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        watched.append(Watched(page, portal))
        return page

    yield opened
    for each in watched:
        each.page.context.close()
    assert [wrong for each in watched for wrong in each.wrong] == []


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request):
    return request.param
