"""What the closed programme's pages show is part of the version that pages are kept under.

A decision counts once it is published: what is written at the desk before that changes no page.
"""

from django.db import migrations

CHANGED = """
CREATE TRIGGER decision_written AFTER INSERT OR UPDATE ON cltp_decision
    FOR EACH ROW WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION portal_catalogue_changed();
CREATE TRIGGER decision_deleted AFTER DELETE ON cltp_decision
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION portal_catalogue_changed();
CREATE TRIGGER training_changed AFTER UPDATE OR DELETE ON cltp_training
    FOR EACH STATEMENT EXECUTE FUNCTION portal_catalogue_changed();
"""
NOT_CHANGED = """
DROP TRIGGER decision_written ON cltp_decision;
DROP TRIGGER decision_deleted ON cltp_decision;
DROP TRIGGER training_changed ON cltp_training;
"""
TABLES = (
    "course", "outcome", "programmecertificate", "certificaterule", "courseset",
    "courseset_courses",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_find"),
        ("cltp", "0003_certificates"),
    ]
    operations = [
        migrations.RunSQL(CHANGED, NOT_CHANGED),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
                f" ON cltp_{table} FOR EACH STATEMENT"
                " EXECUTE FUNCTION portal_catalogue_changed();",
                f"DROP TRIGGER {table}_changed ON cltp_{table};",
            )
            for table in TABLES
        ),
    ]
