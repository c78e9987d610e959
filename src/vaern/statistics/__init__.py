"""Tables from what happened in the cases; each number says what it counts, small ones are protected."""
