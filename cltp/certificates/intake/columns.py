"""The columns a table of records may have, and what each holds."""

from catalogue.intake.columns import Column
from catalogue.intake.table import Format

COLUMNS = {
    column.name: column
    for column in [
        Column("number", "The certificate number, as on the paper.", required=True),
        Column("family_name", "The holder's family name, or only name.", required=True),
        Column("given_names", "The holder's other names."),
        Column("former_names", "Former family names, split by |."),
        Column("earned", "certificate, or courses for single courses; blank is certificate."),
        Column("issued_on", "The day on the paper: 2009-06-01. Blank: not recorded."),
        Column(
            "courses",
            "Courses completed, split by |, each with its day after it where that is recorded: "
            "CLTP-101 2008-03-05 | Reference 2008-11-20.",
        ),
        Column("course", "One course, where the table has a row for each."),
        Column("completed_on", "The day of that course: 2008-03-05."),
        Column("withdrawn_on", "The day the certificate was withdrawn, if it was."),
        Column("withdrawn_why", "Why. Needed with a day; shown at this desk only."),
        Column("source", "Where this is known from. Blank: what you type above the table."),
        Column("retain_until", "The day it is deleted. Blank: the day you choose above the table."),
    ]
}
OF_A_COURSE = ("course", "completed_on")

RECORDS = Format(
    columns=COLUMNS.keys(),
    needed=[name for name, column in COLUMNS.items() if column.required],
    elsewhere={
        "certificate": "number", "certificate_number": "number", "no": "number",
        "surname": "family_name", "last_name": "family_name", "name": "family_name",
        "first_name": "given_names", "given_name": "given_names", "maiden_name": "former_names",
        "former_name": "former_names", "issued": "issued_on", "date": "issued_on",
        "date_issued": "issued_on", "completed": "completed_on", "title": "course",
        "withdrawn": "withdrawn_on", "revoked_on": "withdrawn_on", "reason": "withdrawn_why",
        "keep_until": "retain_until", "retention": "retain_until",
    },
    of="record",
    most_rows=20_000,
)  # fmt: skip
