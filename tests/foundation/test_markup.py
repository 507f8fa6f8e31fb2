import pytest

from learning_portal.foundation import markup


def test_markdown_becomes_html():
    html = markup.to_html("## Hello\n\nA *list*:\n\n- [here](https://example.org)")
    assert "<h2>Hello</h2>" in html
    assert '<a href="https://example.org" rel="noopener noreferrer">here</a>' in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<img src=x onerror="alert(1)">',
        "![x](https://example.org/tracker.png)",
        '<a href="x" style="position:fixed">x</a>',
        "<iframe src=https://example.org></iframe>",
    ],
)
def test_nothing_hostile_survives(hostile):
    html = markup.to_html(hostile)
    for word in ("<script", 'href="javascript', 'href="data', "<img", "<iframe", "<a style"):
        assert word not in html


def test_text_is_what_a_reader_would_read():
    assert markup.to_text(markup.to_html("One *two*\n\n- three & four")) == "One two three & four"


def test_text_has_no_gap_where_a_link_or_an_emphasis_ends():
    html = markup.to_html("See [the page](https://example.org), *please*.\n\nThen `write`.")
    assert markup.to_text(html) == "See the page, please. Then write."


def test_text_keeps_the_words_of_a_table_apart():
    assert markup.to_text(markup.to_html("| a | b |\n|---|---|\n| c | d |")) == "a b c d"


def test_names_of_this_province_survive():
    assert "hən̓q̓əmin̓əm̓" in markup.to_html("**hən̓q̓əmin̓əm̓**")
