"""Who runs the embedded PostgreSQL, and which folders it takes for its own."""

import os
from pathlib import Path

import pytest

from learning_portal.foundation.embedded import account


def test_the_server_never_runs_as_root():
    assert account.entry().pw_uid != 0
    ran_as = account.run(["id", "-u"], capture_output=True).stdout.strip()
    assert ran_as == str(account.entry().pw_uid)


def test_a_new_folder_is_the_accounts_alone(tmp_path):
    account.own(tmp_path / "new")
    made = (tmp_path / "new").stat()
    assert (made.st_uid, made.st_mode & 0o777) == (account.entry().pw_uid, 0o700)
    account.own(tmp_path / "new")  # and again


def test_a_link_is_never_taken_for_a_folder(tmp_path):
    (tmp_path / "target").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(account.NoAccount, match="belongs to another account"):
        account.own(tmp_path / "link")
    assert (tmp_path / "target").stat().st_uid == os.geteuid()


def test_a_folder_of_somebody_else_is_refused():
    """Root's, and full: neither root nor anybody else may make it a data folder."""
    with pytest.raises(account.NoAccount, match=r"root's and not empty|belongs to another"):
        account.own(Path("/usr"))
