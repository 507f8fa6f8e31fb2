"""A notice stands on every public page: writing one turns the catalogue's version too."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER notice_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON faq_notice FOR EACH STATEMENT EXECUTE FUNCTION portal_catalogue_changed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("faq", "0002_first_questions"),
        ("catalogue", "0003_find"),
    ]
    operations = [migrations.RunSQL(FORWARDS, "DROP TRIGGER notice_changed ON faq_notice;")]
