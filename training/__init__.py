"""How the reader is trained: `training/README.md` says it all. Run by hand, never imported."""
