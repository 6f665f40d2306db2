"""Map the conflict incidents that news articles report, with the words that support each."""
