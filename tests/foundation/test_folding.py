import pytest

from learning_portal.foundation import folding

NAMES = {
    "Sḵwx̱wú7mesh": "skwxwu7mesh",
    "hən̓q̓əmin̓əm̓": "henqeminem",
    "səl̓ílwətaɬ": "selilwetal",
    "Hudson's Hope": "hudsons-hope",
    "Hudson’s Hope": "hudsons-hope",
    "Bibliothèque de l’Île": "bibliotheque-de-lile",
}


@pytest.mark.parametrize(("name", "address"), NAMES.items())
def test_names_of_this_province_keep_their_letters_in_an_address(name, address):
    assert folding.slug(name) == address


def test_an_address_is_cut_at_a_word():
    assert folding.slug("weeding " * 30, longest=20) == "weeding-weeding"
    assert len(folding.slug("x" * 500)) == 80


@pytest.mark.parametrize("name", ["", "***", "日本"])
def test_a_name_without_letters_still_has_an_address(name):
    assert folding.slug(name) == "listing"


def test_tidying_composes_letters_and_drops_control_characters():
    assert folding.tidy(" e\u0301\x00te\u0301 \x1b") == "été"
    assert folding.tidy("two\nlines") == "two\nlines"
