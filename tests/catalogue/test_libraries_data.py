"""data/libraries.csv and data/federations.csv, as they are before anyone has edited them."""

import csv
from collections import Counter

import pytest
from django.conf import settings

from learning_portal.foundation import clock, folding


def rows(name):
    with (settings.BASE_DIR / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FEDERATIONS = rows("federations.csv")
LIBRARIES = rows("libraries.csv")


def zones_of(*places):
    found = {row["place"]: row for row in LIBRARIES}
    return {(found[place]["zone"], found[place]["zone_note"]) for place in places}


def test_there_are_71_libraries_and_no_name_or_address_twice():
    assert len(LIBRARIES) == 71
    assert len({folding.fold(row["name"]) for row in LIBRARIES}) == 71
    assert len({folding.slug(row["name"]) for row in LIBRARIES}) == 71


def test_each_belongs_to_one_of_six_federations_and_three_to_none():
    known = {row["name"] for row in FEDERATIONS}
    counted = Counter(row["federation"] for row in LIBRARIES)
    assert counted.pop("") == 3
    assert counted.keys() == known
    assert len(known) == 6
    alone = {row["place"] for row in LIBRARIES if not row["federation"]}
    assert alone == {"Kelowna", "Kamloops", "Penticton"}


@pytest.mark.parametrize("row", LIBRARIES, ids=lambda row: row["name"])
def test_a_row_is_whole(row):
    assert row["place"]
    assert row["zone"] in clock.zone_names()
    assert row["url"] == "" or row["url"].startswith(("https://", "http://"))
    assert all(value == folding.tidy(value) for value in row.values())


def test_places_that_keep_clocks_of_their_own_have_them():
    unsettled = "Which clock the East Kootenay keeps is unsettled."
    east = ("Cranbrook", "Fernie", "Kimberley", "Sparwood", "Elkford", "Invermere")
    assert zones_of(*east, "Radium Hot Springs") == {("America/Edmonton", unsettled)}
    peace = ("Dawson Creek", "Fort St. John", "Chetwynd", "Hudson's Hope", "Tumbler Ridge")
    assert zones_of(*peace, "Taylor", "Pouce Coupe") == {("America/Dawson_Creek", "")}
    assert zones_of("Fort Nelson") == {("America/Fort_Nelson", "")}
    assert zones_of("Creston") == {("America/Creston", "")}
    assert zones_of("Kelowna") == {(clock.BC_ZONE, "The Golden branch keeps Mountain time.")}
    elsewhere = [row for row in LIBRARIES if row["zone"] != clock.BC_ZONE]
    assert len(elsewhere) == 16
