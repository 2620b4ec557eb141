"""Triggers that refuse to change or remove what was written. A defence in depth, not the proof."""

from typing import Any

from django.db import migrations

SQLITE = (
    """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
       BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END""",
    """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
       BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END""",
)
SQLITE_BODY = (
    """CREATE TRIGGER journal_body_erase_only BEFORE UPDATE ON journal_body
       WHEN NEW.content IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.entry_id <> OLD.entry_id
       BEGIN SELECT RAISE(ABORT, 'a body can only be erased'); END""",
    SQLITE[1].format(table="journal_body"),
)
POSTGRESQL = (
    """CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'journal is append-only'; END $$""",
    """CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
       FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_subject_append_only BEFORE UPDATE OR DELETE ON journal_subject
       FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_body_no_delete BEFORE DELETE ON journal_body
       FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_body_erase_only BEFORE UPDATE ON journal_body
       FOR EACH ROW WHEN (NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
                          OR NEW.entry_id <> OLD.entry_id)
       EXECUTE FUNCTION journal_refuse()""",
)


def create_triggers(_: Any, schema_editor: Any) -> None:
    """Create the triggers in the dialect of the database."""
    if schema_editor.connection.vendor == "postgresql":
        statements: tuple[str, ...] = POSTGRESQL
    else:
        plain = [s.format(table=t) for t in ("journal_entry", "journal_subject") for s in SQLITE]
        statements = (*plain, *SQLITE_BODY)
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Entries and subjects stay as they are; a body can only be erased."""

    dependencies = (("journal", "0001_initial"),)
    operations = (migrations.RunPython(create_triggers, migrations.RunPython.noop),)
