"""From passages to an answer: sentences that are read, chosen, quoted, and how sure that is."""
