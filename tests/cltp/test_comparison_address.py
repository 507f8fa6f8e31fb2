"""The address holds what is compared: written one way, capped, and read with care."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from cltp.comparison import address
from cltp.comparison.address import MOST_ASKED, MOST_HELD


def read(query):
    return address.read(QueryDict(query))


def written(found):
    has = [(str(token), typed) for token, typed in found.has]
    return address.query(found.asks, has, found.registered, found.find)


words = st.text(max_size=30)
tokens = st.one_of(
    words, st.builds("{}.{}".format, st.sampled_from(address.Kind.values), words)
)  # fmt: skip


@given(
    st.lists(words, max_size=40), st.lists(tokens, max_size=30), st.lists(words, max_size=30), words
)
def test_what_is_written_reads_the_same_and_is_written_the_same(asks, has, on, find):
    data = QueryDict(mutable=True)
    data.setlist("asks", asks)
    data.setlist("has", has)
    data.setlist("on", on)
    data["find"] = find
    once = written(address.read(data))
    again = read(once)
    assert again.problems == []
    assert written(again) == once


def test_the_form_s_own_words_are_done_and_gone():
    found = read(
        "has-1=course.A&on-1=2001-02-03&has-2=named.B&on-2=&add=named.C&cltp=course.D&drop=named.B"
    )
    assert written(found) == (
        "has=course.A&on=2001-02-03&has=named.C&on=&has=course.D&on="
    )  # fmt: skip


def test_each_day_stays_with_its_thing():
    found = read("has=named.A&has=&on=2001-01-01&on=2002-02-02&has=named.C")
    assert [(token.key, typed) for token, typed in found.has] == [("A", "2001-01-01"), ("C", "")]


def test_the_same_twice_is_once():
    found = read("asks=A&asks=A&has=named.A&on=x&has=named.A&on=x")
    assert written(found) == "asks=A&has=named.A&on=x"


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("&".join(f"asks=A{each}" for each in range(MOST_ASKED + 1)), "asked"),
        ("&".join(f"has=named.A{each}&on=" for each in range(MOST_HELD + 1)), "held"),
    ],
)
def test_past_what_it_holds_it_says_so_and_keeps_the_first(query, at):
    found = read(query)
    assert [problem.at for problem in found.problems] == [at]
    assert "at most 30 things asked for and 20 things completed" in found.problems[0].said
    assert len(found.asks) <= MOST_ASKED
    assert len(found.has) <= MOST_HELD


@pytest.mark.parametrize("has", ["nonsense", "person.Ann", "course.", ".", "named. "])
def test_what_cannot_be_read_is_said_and_the_rest_kept(has):
    found = read(f"has={has}&on=2001-01-01&has=named.B&on=2002-02-02")
    assert [problem.at for problem in found.problems] == ["find"]
    assert [(token.key, typed) for token, typed in found.has] == [("B", "2002-02-02")]


def test_signs_that_no_address_holds_are_taken_out():
    found = read("has=named.A%ED%A0%80%01B&on=%07&find=a%0Ab")
    assert written(found).encode()
    assert found.find == "a b"
