"""The steps that bring a catalogue's tables up to date, by Alembic."""
