"""Documents: what a person or a court holds in the hand, made from the same data as the page, as accessible PDF.

A module per document (`decision`, `evidence`); Python says the words, `templates/` lays them out.
"""
