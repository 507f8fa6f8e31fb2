"""Every accepted word of every closed vocabulary, and how a word is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.intake import countries
from catalogue.intake.columns import COLUMNS, wording
from catalogue.intake.problems import Wrong
from catalogue.intake.words import VOCABULARIES, key
from catalogue.models.vocabulary import NOT_STATED, Region


@pytest.mark.parametrize(("column", "vocabulary"), VOCABULARIES.items())
def test_every_value_and_label_of_the_vocabulary_is_read_as_itself(column, vocabulary):
    for value, label in vocabulary.choices.choices:
        for word in (value, label, value.replace("-", " ").upper()):
            read = vocabulary.read(str(word))
            assert read == ([value] if vocabulary.many else value), (column, word)


@pytest.mark.parametrize(("column", "vocabulary"), VOCABULARIES.items())
def test_every_word_the_help_lists_is_accepted(column, vocabulary):
    for word, others in vocabulary.accepted():
        assert {str(vocabulary.read(each)) for each in (word, *others)} == {
            str(vocabulary.read(word))
        }
        assert word in COLUMNS[column].words
        assert all(other in wording() for other in others)


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values())
def test_no_word_means_two_things(vocabulary):
    meant = [key(word) for word in vocabulary.also]
    assert len(meant) == len(set(meant))
    for word, value in vocabulary.also.items():
        assert all(
            value == own for own, label in vocabulary.choices.choices
            if key(word) in (key(own), key(str(label)))
        )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "said", "read"),
    [
        ("kind", "In-Person Event", "in-person-event"),
        ("kind", "WEBINAR  series", "webinar-series"),
        ("kind", "program", "programme"),
        ("delivery", "Online Self Paced", "online-self-paced"),
        ("cost", "free to audit", "free-to-audit"),
        ("audience", "Children’s and youth | trustee|Trustee", ["childrens-and-youth", "trustee"]),
        ("language", "English|français", ["en", "fr"]),
        ("language", "fr|en", ["en", "fr"]),
        ("bc_context", "Yes", "yes"),
        ("recording", "unknown", NOT_STATED),
        ("region", "bc", "BC"),
        ("region", "british columbia", "BC"),
        ("region", "USA", "US"),
    ],
)
def test_words_are_read_whatever_their_case_hyphens_and_apostrophes(column, said, read):
    assert VOCABULARIES[column].read(said) == read


@pytest.mark.parametrize(
    ("column", "said"),
    [("delivery", "online"), ("recording", "yes"), ("certificate", "yes"), ("kind", "not stated"),
     ("kind", "event"), ("language", "en|klingon"), ("audience", "everybody, really")],
)  # fmt: skip
def test_a_word_that_could_mean_several_things_or_none_is_refused_with_the_choices(column, said):
    with pytest.raises(Wrong) as wrong:
        VOCABULARIES[column].read(said)
    for word, _others in VOCABULARIES[column].accepted():
        assert word in wrong.value.right or word == "not stated"


def test_not_stated_stands_alone_in_a_list():
    with pytest.raises(Wrong, match="cannot stand beside"):
        VOCABULARIES["access"].read("captions|not stated")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_known_word_or_is_refused(text):
    for vocabulary in VOCABULARIES.values():
        try:
            read = vocabulary.read(text)
        except Wrong:
            continue
        values = {*vocabulary.choices.values, NOT_STATED}
        assert set(read) <= values if vocabulary.many else read in values


@pytest.mark.parametrize(
    ("said", "code"), [("ca", "CA"), ("Canada", "CA"), ("U.S.A", None), ("USA", "US"), ("UK", "GB"),
                       ("BC", None), ("Kanada", None), ("United States", "US")],
)  # fmt: skip
def test_a_country_is_two_letters_or_a_usual_name(said, code):
    if code:
        assert countries.read(said) == code
    else:
        with pytest.raises(Wrong, match="two letters"):
            countries.read(said)


@pytest.mark.parametrize(
    ("country", "region"),
    [("US", Region.US), ("CA", Region.CANADA), ("GB", Region.ELSEWHERE), ("", Region.NOT_STATED)],
)
def test_a_provider_is_where_its_country_says(country, region):
    assert countries.region_of(country) == region
