"""The curators' desk as a person uses it in a browser."""

from playwright.sync_api import Page

from learning_portal.management.commands import demonstration


def sign_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(demonstration.password(name))
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="What needs attention").wait_for()
