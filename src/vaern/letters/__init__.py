"""Letters: a way in for somebody outside, to just what one telling shows, without an account."""
