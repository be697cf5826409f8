"""What every layer may know of text: words, sentences, passages, quantities, days."""
