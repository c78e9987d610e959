"""The other authority's side: the only key that opens the vault; no process of the house imports it."""
