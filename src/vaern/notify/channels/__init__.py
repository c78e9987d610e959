"""The ways to a person, one module each: a file, a mail, a signed call to whoever sends it on."""
