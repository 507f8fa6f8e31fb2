"""Style sheets, fonts and scripts: collected when they changed, named for what they hold."""

import os

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from learning_portal.foundation import static_files

OURS = "learning_portal.foundation.static_files.StaticFiles"


@pytest.fixture
def collection(settings, tmp_path):
    """Static files collected into a folder of this test's, from another of its own."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text("body { background: url(dot.svg) }\n" + "p {}\n" * 200)
    (source / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": OURS}}
    static_files.finders.get_finder.cache_clear()
    yield source
    static_files.finders.get_finder.cache_clear()


def test_before_anything_is_collected_files_have_their_plain_names(collection):
    assert staticfiles_storage.url("page.css") == "/static/page.css"
    assert staticfiles_storage.url("nothing.css") == "/static/nothing.css"


def test_a_collected_file_is_named_for_its_content_and_compressed(collection, settings):
    assert static_files.collect_where_changed()
    name = staticfiles_storage.url("page.css").removeprefix("/static/")
    assert name.startswith("page.")
    assert name != "page.css"
    assert (settings.STATIC_ROOT / f"{name}.gz").exists()
    dot = staticfiles_storage.url("dot.svg").removeprefix("/static/")
    assert dot in (settings.STATIC_ROOT / name).read_text()


def test_what_did_not_change_is_not_collected_again(collection):
    assert static_files.collect_where_changed()
    os.utime(collection / "page.css", (1, 1))  # touched, and the same
    assert not static_files.collect_where_changed()


def test_what_changed_is_collected_under_a_new_name(collection):
    static_files.collect_where_changed()
    before = staticfiles_storage.url("page.css")
    (collection / "page.css").write_text("body { color: red }")
    assert static_files.collect_where_changed()
    assert staticfiles_storage.url("page.css") != before


def test_a_file_added_or_renamed_counts_as_a_change(collection):
    static_files.collect_where_changed()
    (collection / "page.css").rename(collection / "other.css")
    assert static_files.collect_where_changed()


def test_a_collection_that_broke_off_is_made_again(collection, monkeypatch):
    static_files.collect_where_changed()
    (collection / "page.css").write_text("body { background: url(missing.svg) }")
    with pytest.raises(Exception, match=r"missing\.svg"):
        static_files.collect_where_changed()
    (collection / "page.css").write_text("body { color: red }")
    assert static_files.collect_where_changed()
