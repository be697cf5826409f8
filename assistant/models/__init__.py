"""Models that read: a small one ships with the assistant, others by name or folder."""
