"""A question, read: its words, names, time and sources, and what a conversation adds."""
