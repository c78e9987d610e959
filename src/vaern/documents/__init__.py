"""Documents: what a person or a court holds in the hand, as accessible PDF from the same data as the page.

A module per document (`decision`, `evidence`); Python says the words, `templates/` lays them out.
"""
