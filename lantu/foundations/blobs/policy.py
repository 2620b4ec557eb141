"""Who may keep and purge files."""

from lantu.foundations.acts.policy import is_account, is_system, permission

permission("blobs.blob.keep", is_system | is_account)
permission("blobs.blob.purge", is_system)
