"""The pages of the reserve pool: projects entered, found mature, sent, withdrawn."""
