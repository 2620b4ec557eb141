"""The joint meeting and special meetings: convened, put an agenda, held, decided."""
