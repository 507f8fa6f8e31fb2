"""The tables that are only added to: the portal's own account may not change or empty them."""

import pytest
from django.db import ProgrammingError, connection, transaction

from cltp.certificates import retention
from cltp.models import CertificateCheck, RecordView

TABLES = ["cltp_certificatecheck", "cltp_recordview"]
STATEMENTS = [
    "UPDATE {} SET at = now()",
    "UPDATE {} SET at = now() WHERE false",
    "DELETE FROM {}",
    "TRUNCATE {}",
    "TRUNCATE {} CASCADE",
]


@pytest.fixture
def rows(db):
    CertificateCheck.objects.create(outcome="found")
    RecordView.objects.create(person_id=1, person="a", record_id=1, seen="record")


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own name
        return cursor.fetchone()[0]


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_it_refuses(table, statement):
    with pytest.raises(ProgrammingError, match=f"refused: rows of {table} are only ever added"):
        run(statement.format(table))
    assert count(table) == 1


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("table", TABLES)
def test_the_retention_job_may_delete_and_still_not_rewrite(table):
    with pytest.raises(ProgrammingError, match="UPDATE is refused"), retention.allowed():
        run(STATEMENTS[0].format(table))
    with retention.allowed():
        run(STATEMENTS[2].format(table))
    assert count(table) == 0


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("table", TABLES)
def test_what_the_job_may_ends_with_its_transaction(table):
    with retention.allowed():
        pass
    with pytest.raises(ProgrammingError, match="DELETE is refused"):
        run(STATEMENTS[2].format(table))


@pytest.mark.usefixtures("rows")
def test_the_models_cannot_do_what_the_table_refuses():
    for row in (CertificateCheck.objects.get(), RecordView.objects.get()):
        for act in (row.save, row.delete):
            with pytest.raises(ProgrammingError), transaction.atomic():
                act()


@pytest.mark.django_db(transaction=True)
def test_a_setting_of_a_transaction_is_gone_in_the_next():
    CertificateCheck.objects.create(outcome="found")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {retention.SETTING} = 'on'")
    with pytest.raises(ProgrammingError, match="DELETE is refused"):
        CertificateCheck.objects.all().delete()
