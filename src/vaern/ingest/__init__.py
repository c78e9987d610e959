"""From what devices and files say to fixes; a bad row is refused by itself and the rest goes on."""
