"""Each rule on pages and packages finds what is planted for it, and lets the innocent pass."""

import pytest

from tests.architecture import dependencies, pages
from tests.architecture.test_planted_imports import each

PAGE, SHEET, VIEWS = "templates/base.html", "static/css/portal.css", "catalogue/views.py"
LOCKED, LOCK, PROJECT = "requirements.txt", "package-lock.json", "pyproject.toml"
HASH = "--hash=sha256:" + "0" * 64
WRONG = {
    pages.no_script_in_the_page: [
        (PAGE, "<script>alert(1)</script>"),
        (PAGE, '<script type="module">\nimport "x"\n</script>'),
        (PAGE, '<script type="text/javascript" src="{% static \'x.js\' %}">x()</script>'),
    ],
    pages.no_style_in_the_page: [
        (PAGE, "<style>p {}</style>"),
        (PAGE, '<p style="color: red">'),
        (PAGE, '<p class="{% if a > b %}c{% endif %}"\n  style = "">'),
    ],
    pages.no_handler_in_the_page: [
        (PAGE, '<button type="button" onclick="go()">'),
        (PAGE, "<body ONLOAD=go()>"),
        (PAGE, '<input value="{% if a > b %}c{% endif %}" onchange="go()">'),
        (PAGE, '<a href="javascript:go()">'),
    ],
    pages.nothing_from_another_host: [
        (PAGE, '<script src="https://cdn.example/x.js"></script>'),
        (PAGE, '<link rel="stylesheet" href="//fonts.example/css">'),
        (PAGE, '<link href="https://fonts.example" rel="preconnect">'),
        (PAGE, '<link rel="shortcut icon" href="https://x.example/i.png">'),
        (PAGE, '<img alt="" src=http://x.example/pixel.gif>'),
        (PAGE, '<iframe title="x" src="https://x.example/"></iframe>'),
    ],
    pages.styles_load_nothing_from_elsewhere: [
        (SHEET, '@import "other.css";'),
        (SHEET, 'src: url("https://fonts.example/a.woff2")'),
        (SHEET, "background: url(//x.example/a.png)"),
    ],
    pages.in_python(pages.no_style_in_the_page): [(VIEWS, "a = '<p style=\"color: red\">'")],
    pages.in_python(pages.no_handler_in_the_page): [(VIEWS, "a = f'<p onclick=\"go()\">{b}'")],
    dependencies.every_package_has_a_hash: [
        (LOCKED, "django==5.2.19\n    # via -r x\n"),
        (LOCKED, f"django==5.2.19 \\\n    {HASH}\nnh3==0.3.8\n"),
        (LOCKED, f"django>=5.2 \\\n    {HASH}\n"),
        (LOCKED, ""),
    ],
    dependencies.no_index_is_named: [
        (LOCKED, "--index-url https://x.example/simple"),
        (LOCKED, "-i https://x.example/simple"),
        (LOCKED, "--extra-index-url x"),
        (LOCKED, "--find-links wheels"),
        (LOCKED, "--trusted-host x.example"),
        (LOCKED, "nh3 @ https://x.example/nh3.whl"),
        (LOCKED, "# pip-compile --index-url=https://x.example/simple"),
    ],
    dependencies.no_lock_names_an_address: [(LOCK, '"resolved": "https://x.example/a.tgz",')],
    dependencies.every_dependency_has_a_reason: [
        (PROJECT, 'dependencies = [\n  "nh3>=0.3",\n]\ndev = [\n  "a",  # reads it\n]\n'),
        (PROJECT, 'dependencies = [\n  "nh3>=0.3",  # cleans\n]\ndev = [\n  "a", #\n]\n'),
        (PROJECT, 'dependencies = ["nh3"]\n'),
    ],
}
RIGHT = {
    pages.no_script_in_the_page: [
        (PAGE, "<script src=\"{% static 'js/x.js' %}\" defer></script>"),
        (PAGE, '<script type="application/ld+json">{"a": 1}</script>'),
        (PAGE, '<script id="a" type="application/json">{}</script>'),
    ],
    pages.no_style_in_the_page: [(PAGE, '<p class="style"><b title="a">style="x"</b>')],
    pages.no_handler_in_the_page: [
        (PAGE, '<p class="once" data-only="{% if a > 1 %}on{% endif %}">one = two'),
    ],
    pages.nothing_from_another_host: [
        (PAGE, '<a href="https://x.example/"><img alt="" src="{% static \'a.svg\' %}"></a>'),
        (PAGE, '<link rel="canonical" href="https://x.example/">'),
    ],
    pages.styles_load_nothing_from_elsewhere: [(SHEET, 'src: url("../fonts/a.woff2")')],
    pages.in_python(pages.no_style_in_the_page): [(VIEWS, "a = b(style='x') if c < d else e > f")],
    dependencies.every_package_has_a_hash: [
        (LOCKED, f"# made by\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n    {HASH}\n"),
    ],
    dependencies.no_index_is_named: [(LOCKED, f"nh3==0.3.8 \\\n    {HASH}\n    # via -r a.in\n")],
    dependencies.no_lock_names_an_address: [(LOCK, '"integrity": "sha512-x"')],
    dependencies.every_dependency_has_a_reason: [
        (PROJECT, 'dependencies = [\n  "nh3>=0.3",  # cleans\n]\ndev = [\n  "a",  # reads it\n]\n'),
    ],
}


@pytest.mark.parametrize(("rule", "path", "text"), each(WRONG))
def test_it_is_found(rule, path, text):
    found = rule(path, text)
    assert len(found) == 1
    assert path in found[0]


@pytest.mark.parametrize(("rule", "path", "text"), each(RIGHT))
def test_it_passes(rule, path, text):
    assert rule(path, text) == []
