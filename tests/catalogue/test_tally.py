"""The tally is never older than the catalogue, and turns with the clock."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.http import QueryDict

from catalogue import row_html, tally
from catalogue.finding import Finding
from catalogue.found_by import refresh_found_by
from catalogue.models import (
    Change,
    Federation,
    Heading,
    Library,
    MissedSearch,
    Opportunity,
    Provider,
    Session,
    Synonyms,
    Topic,
)
from catalogue.models.change import version
from catalogue.search import OpportunitySearch
from learning_portal.foundation import clock
from tests.catalogue.found import titles
from tests.factories import (
    make_notice,
    make_opportunity,
    make_provider,
    make_question,
    make_session,
    make_topic,
    make_user,
)

NOW = dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)  # 10:00 in BC, a Tuesday
HOUR = dt.timedelta(hours=1)


def found(query: str = "", at: dt.datetime = NOW) -> list[str]:
    finding = Finding(OpportunitySearch(QueryDict(query), at))
    shown = titles(finding)
    assert finding.total == len(shown)
    return shown


@pytest.fixture
def rows(db):
    """One row of each kind that readers see."""
    heading = Heading.objects.create(name="Collections")
    listing = make_opportunity(
        title="Weeding", topics=[make_topic(name="Shelves", heading=heading)]
    )
    make_session(listing)
    Synonyms.objects.create(words=["ILL", "interlibrary loan"])


def _session_moved():
    session = Session.objects.get()
    session.starts += HOUR
    session.save()


def _listing_renamed():
    listing = Opportunity.objects.get()
    listing.title = "Deselection"
    listing.save()


def _topic_renamed():
    topic = Topic.objects.get()
    topic.name = "Stacks"
    topic.save()
    refresh_found_by(topic.opportunities.all())


WRITES = {
    "a notice is put up": lambda: make_notice(),
    "a listing is saved": _listing_renamed,
    "listings are updated in bulk": lambda: Opportunity.objects.update(cost="free"),
    "a listing is added in bulk": lambda: Opportunity.objects.bulk_create(
        [Opportunity(title="More", slug="more", kind="course", provider=Provider.objects.get())]
    ),
    "a listing is deleted": lambda: Opportunity.objects.get().delete(),
    "listings are deleted in bulk": lambda: Opportunity.objects.all().delete(),
    "a session is added": lambda: make_session(Opportunity.objects.get(), "2027-01-05 10:00"),
    "a session is moved": _session_moved,
    "a session is deleted": lambda: Session.objects.get().delete(),
    "a topic is renamed": _topic_renamed,
    "a topic is deleted": lambda: Topic.objects.get().delete(),
    "a listing gains a topic": lambda: Opportunity.objects.get().topics.add(
        Topic.objects.create(name="New")
    ),
    "a listing loses a topic": lambda: Opportunity.objects.get().topics.clear(),
    "a provider is renamed": lambda: Provider.objects.update(name="Maple"),
    "a heading moves": lambda: Heading.objects.update(order=7),
    "synonyms are added": lambda: Synonyms.objects.create(words=["PD", "training"]),
    "synonyms are deleted": lambda: Synonyms.objects.get().delete(),
}
ELSEWHERE = {
    "a person signs up": lambda: make_user(),
    "a question is asked": lambda: make_question(),
    "a library is added": lambda: Library.objects.create(
        name="Hudson's Hope", federation=Federation.objects.create(name="North East")
    ),
    "a search finds nothing": lambda: MissedSearch.count(["sphinx"], clock.today()),
    "history is written": lambda: Opportunity.history.update(history_change_reason="Why"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_the_version_differs_after(rows, write):
    before = version()
    write()
    assert version() != before


@pytest.mark.parametrize("write", ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_version_is_the_same_after(rows, write):
    before = version()
    write()
    assert version() == before


def test_reading_leaves_the_version_and_the_tally_as_they_are(rows, client):
    before = version()
    kept = tally.tally()
    for address in ("/", "/opportunities/?q=weeding&sort=newest", "/opportunities.ics"):
        assert client.get(address).status_code == 200
    assert version() == before
    assert tally.tally() is kept


def test_a_write_undone_leaves_the_version_as_it_was(rows):
    before = version()
    with transaction.atomic():
        make_topic()
        assert version() != before
        transaction.set_rollback(True)
    assert version() == before


def test_thousands_of_writes_leave_hundreds_of_changes_and_as_many_versions(rows):
    seen = set()
    for number in range(2000):
        Heading.objects.update(order=number)
        if number % 7 == 0:
            seen.add(version())
    assert len(seen) == 286
    assert Change.objects.count() < 800


def test_a_listing_archived_unseen_by_the_tally_is_not_shown(rows):
    make_opportunity(title="Storytime")
    finding = Finding(OpportunitySearch(QueryDict(""), NOW))
    assert finding.total == 2
    Opportunity.objects.filter(title="Weeding").update(status="archived")
    shown = row_html.of_listings(finding.keys(0, 10), clock.BC_CLOCK, finding.moment)
    assert shown.count('<li class="row">') == 1
    assert "Storytime" in shown


# The clock.


def at(wall: str) -> dt.datetime:
    return clock.instant(dt.datetime.fromisoformat(f"2026-{wall}"), clock.BC_ZONE)


def test_a_moment_turns_when_a_session_ends_and_not_before(db):
    make_session(make_opportunity(title="Now"), at("11-24 09:00"), at("11-24 10:30"))
    tally.tally()
    for wall, current, past in (
        ("11-24 10:00", ["Now"], []),
        ("11-24 10:29:59", ["Now"], []),
        ("11-24 10:30", [], ["Now"]),
        ("11-24 12:00", [], ["Now"]),
        ("11-24 10:00", ["Now"], []),  # back in time
    ):
        assert found(at=at(wall)) == current, wall
        assert found("when=past", at(wall)) == past, wall


def test_the_end_of_one_session_of_several_changes_the_order(db):
    series = make_opportunity(title="Series")
    make_session(series, at("11-24 09:00"), at("11-24 10:30"))
    make_session(series, at("12-20 09:00"), at("12-20 10:30"))
    make_session(make_opportunity(title="Other"), at("12-01 09:00"))
    assert found(at=at("11-24 10:00")) == ["Series", "Other"]
    assert found(at=at("11-24 10:30")) == ["Other", "Series"]
    assert found(at=at("11-24 10:00")) == ["Series", "Other"]


def test_a_moment_turns_when_registration_closes(db):
    for title, closes in (("A", "11-26 17:00"), ("B", "11-25 17:00")):
        listing = make_opportunity(
            title=title, registration_closes=at(closes), registration_zone=clock.BC_ZONE
        )
        make_session(listing, at("12-09 10:00"))
    bare = make_opportunity(
        title="C", registration_closes=at("11-25 10:00"), registration_zone=clock.BC_ZONE
    )
    assert bare.over_at == at("11-25 10:00")
    assert found("sort=closing", at("11-25 09:59")) == ["C", "B", "A"]
    assert found("sort=closing", at("11-25 10:00")) == ["B", "A"]
    assert found("sort=closing", at("11-25 16:59")) == ["B", "A"]
    assert found("sort=closing", at("11-25 17:00")) == ["A", "B"]
    assert found("sort=closing", at("11-25 09:00")) == ["C", "B", "A"]


def test_a_moment_turns_at_midnight_in_bc(db):
    """Sunday to Monday: no session ends, yet next week has become this one."""
    make_session(make_opportunity(title="Wednesday"), at("12-02 10:00"))
    evening, midnight = at("11-29 23:59:59"), at("11-30 00:00")
    assert found("when=next-week", evening) == ["Wednesday"]
    assert found("when=this-week", evening) == []
    assert found("when=this-month", evening) == []
    assert found("when=this-week", midnight) == ["Wednesday"]
    assert found("when=next-week", midnight) == []
    assert found("when=this-month", at("12-01 00:00")) == ["Wednesday"]
    assert found("when=next-week", evening) == ["Wednesday"]


def test_a_session_without_an_end_is_over_when_its_bc_day_is(db):
    make_session(make_opportunity(title="Open"), at("11-24 09:00"))
    assert found(at=at("11-24 23:59:59")) == ["Open"]
    assert found(at=at("11-25 00:00")) == []


def test_a_moment_asks_nothing_again_until_it_turns(db, django_assert_num_queries):
    make_session(make_opportunity(title="Now"), at("11-24 09:00"), at("11-24 10:30"))
    for wall, queries in (("10:00", 3), ("10:00:01", 0), ("10:29", 0), ("10:30", 3)):
        kept = tally.tally()
        with django_assert_num_queries(queries):  # when it turns (two), and what is current
            assert kept.moment(at(f"11-24 {wall}")).current is not None


# Several connections.


class Elsewhere(threading.Thread):
    """Another server process, as far as the database can tell: a connection of its own.

    It writes, says so, and commits when told.
    """

    def __init__(self, write) -> None:
        super().__init__(daemon=True)
        self.write, self.failed = write, None
        self.written, self.may_commit = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            with transaction.atomic():
                self.write()
                self.written.set()
                self.may_commit.wait(20)
        except Exception as error:
            self.failed = error
        finally:
            self.written.set()
            connection.close()

    def __enter__(self):
        self.start()
        assert self.written.wait(20)
        assert self.failed is None
        return self

    def __exit__(self, *_) -> None:
        self.commit()

    def commit(self) -> None:
        self.may_commit.set()
        self.join(20)
        assert not self.is_alive()
        assert self.failed is None


@pytest.mark.django_db(transaction=True)
def test_what_is_not_committed_does_not_show_and_what_is_does():
    make_opportunity(title="Weeding")
    assert found() == ["Weeding"]
    before = version()
    with Elsewhere(lambda: make_opportunity(title="Storytime")) as writer:
        assert version() == before
        assert found() == ["Weeding"]
        writer.commit()
        assert version() != before
        assert found() == ["Storytime", "Weeding"]


@pytest.mark.django_db(transaction=True)
def test_two_who_write_do_not_wait_for_each_other():
    """Each writes often enough to clear old changes away while the other is not done."""
    first, second = make_provider(), make_provider()

    def write(provider):
        def write():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '5s'")
            for number in range(400):
                Provider.objects.filter(pk=provider.pk).update(name=f"{provider.pk}-{number}")

        return write

    write(first)()
    before = version()
    with Elsewhere(write(first)) as one, Elsewhere(write(second)) as other:
        seen = {before, version()}
        assert len(seen) == 1
        other.commit()
        seen.add(version())
        one.commit()
        seen.add(version())
    assert len(seen) == 3
    assert Change.objects.count() < 1600


@pytest.mark.django_db(transaction=True)
def test_a_tally_is_never_older_than_its_version(monkeypatch):
    """A write that lands while the tally is counted is counted, or counted next time."""
    make_opportunity(title="Weeding")
    asked = version

    def then_written() -> str:
        now = asked()
        monkeypatch.setattr(tally, "version", asked)
        with Elsewhere(lambda: make_opportunity(title="Storytime")):
            pass
        return now

    monkeypatch.setattr(tally, "version", then_written)
    first = tally.tally()
    assert first.version != asked()
    second = tally.tally()
    assert second.version == asked()
    assert len(second.everything) == 2


@pytest.mark.django_db(transaction=True)
def test_many_who_read_at_once_count_once(monkeypatch):
    make_opportunity()
    counted = []

    class Counted(tally.Tally):
        def __init__(self, of_version: str) -> None:
            counted.append(of_version)
            super().__init__(of_version)

    monkeypatch.setattr(tally, "Tally", Counted)
    readers = [Elsewhere(tally.tally) for _ in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.commit()
    assert len(counted) == 1
