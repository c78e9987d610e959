"""Action plans: initiatives with an owner, money, recipients, deadlines and a status that changes."""
