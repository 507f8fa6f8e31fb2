import datetime as dt

import pytest

from learning_portal.foundation import clock, zone_words

WINTER = dt.datetime.fromisoformat("2026-12-09 11:00")
SUMMER = dt.datetime.fromisoformat("2026-07-08 11:00")

READ = [
    ("US Pacific", "", WINTER, "America/Los_Angeles"),
    ("U.S. Pacific Time", "CA", WINTER, "America/Los_Angeles"),
    ("Pacific (US)", "", WINTER, "America/Los_Angeles"),
    ("PT", "US", WINTER, "America/Los_Angeles"),
    ("PDT", "US", WINTER, "America/Los_Angeles"),
    ("Pacific", "CA", WINTER, "America/Vancouver"),
    ("PST", "CA", WINTER, "America/Vancouver"),
    ("Pacific", "", SUMMER, "America/Los_Angeles"),
    ("BC", "", WINTER, "America/Vancouver"),
    ("BC time", "US", WINTER, "America/Vancouver"),
    ("B.C.", "", WINTER, "America/Vancouver"),
    ("Pacific Time (BC)", "", WINTER, "America/Vancouver"),
    ("Vancouver", "", WINTER, "America/Vancouver"),
    ("Eastern", "", WINTER, "America/New_York"),
    ("Eastern Time", "CA", WINTER, "America/Toronto"),
    ("ET", "US", SUMMER, "America/New_York"),
    ("CT", "US", WINTER, "America/Chicago"),
    ("Central Time", "US", SUMMER, "America/Chicago"),
    ("US Mountain", "", WINTER, "America/Denver"),
    ("MST", "US", WINTER, "America/Denver"),
    ("Alberta", "", WINTER, "America/Edmonton"),
    ("Saskatchewan time", "CA", WINTER, "America/Regina"),
    ("Manitoba", "", WINTER, "America/Winnipeg"),
    ("Atlantic", "CA", WINTER, "America/Halifax"),
    ("Newfoundland", "", WINTER, "America/St_Johns"),
    ("Arizona", "US", SUMMER, "America/Phoenix"),
    ("UTC", "", WINTER, "UTC"),
    ("America/Toronto", "", WINTER, "America/Toronto"),
    ("america/toronto", "", WINTER, "America/Toronto"),
    ("Europe/London", "GB", WINTER, "Europe/London"),
    ("Central, Winnipeg", "", WINTER, "America/Winnipeg"),
    ("Central (Saskatchewan)", "CA", WINTER, "America/Regina"),
    ("Eastern Time, Toronto", "US", WINTER, "America/Toronto"),
    ("Mountain Standard Time (Arizona)", "", SUMMER, "America/Phoenix"),
    ("Pacific, British Columbia", "US", WINTER, "America/Vancouver"),
    ("PST Seattle", "CA", WINTER, "America/Los_Angeles"),
]


@pytest.mark.parametrize(("words", "country", "said_of", "zone"), READ)
def test_words_and_country_name_a_zone(words, country, said_of, zone):
    assert zone_words.read(words, country, said_of).zone_name == zone


DIFFER = [
    ("Pacific", "", WINTER, ["US Pacific", "BC", "UTC−8", "UTC−7"]),
    ("PT", "", WINTER, ["America/Los_Angeles", "America/Vancouver"]),
    ("Pacific Time (US & Canada)", "CA", WINTER, ["US Pacific", "BC"]),
    ("Central", "CA", WINTER, ["Manitoba", "Saskatchewan"]),
    ("Central", "CA", SUMMER, ["Manitoba", "Saskatchewan"]),
    ("Canadian Central", "US", WINTER, ["Manitoba", "Saskatchewan"]),
    ("Mountain", "CA", WINTER, ["Alberta", "Peace"]),
    ("Mountain", "", SUMMER, ["US Mountain", "Peace"]),
    ("Central", "", WINTER, ["US Central", "Manitoba"]),
    ("MST", "US", SUMMER, ["US Mountain", "Arizona"]),
]


@pytest.mark.parametrize(("words", "country", "said_of", "named"), DIFFER)
def test_readings_that_differ_on_the_date_are_refused_and_both_named(
    words, country, said_of, named
):
    with pytest.raises(zone_words.AmbiguousZone) as refused:
        zone_words.read(words, country, said_of)
    assert all(name in str(refused.value) for name in named), refused.value


@pytest.mark.parametrize(
    "words",
    ["", "Nowhere", "Pacificc", "Eastern, Vancouver", "CT Toronto", "12", "US", "\x00", "x" * 500],
)
def test_words_that_name_no_zone_are_refused_with_examples(words):
    with pytest.raises(clock.UnknownZone, match="US Pacific"):
        zone_words.read(words, "US", WINTER)


def test_standard_time_said_of_summer_is_read_and_remarked_on():
    reading = zone_words.read("PST", "US", SUMMER)
    assert reading.zone_name == "America/Los_Angeles"
    assert "daylight time is in force" in reading.warning


def test_daylight_time_said_of_winter_is_read_and_remarked_on():
    assert "standard time is in force" in zone_words.read("EDT", "US", WINTER).warning


def test_plain_words_raise_no_remark():
    assert zone_words.read("US Eastern", "", WINTER).warning == ""
    assert zone_words.read("PST", "CA", WINTER).warning == ""
