"""Who looks after the accounts did what, and when."""
