"""Every address that the program answers at."""

import re

from django.urls import get_resolver, reverse

from vaern.web.api import api

HARMLESS = {
    "reference": "ODN-1", "incident": 1, "number": 1, "entry": 1, "place": 0, "letter": 1, "access": 1,
    "name": "dk-2023", "form": "csv", "language": "da", "district": "FYN", "citation": "§ 1",
}  # fmt: skip


def addresses(**known):
    """Return what each is called and its address, of pages by name, of the API by path; `known` arguments."""
    found, given = {}, HARMLESS | known
    for name in get_resolver().reverse_dict:
        if isinstance(name, str):
            wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
            found[name] = reverse(name, kwargs={key: given.get(key, "O1") for key in wanted})
    for path in api.get_openapi_schema()["paths"]:
        found[f"API {path}"] = re.sub(r"\{(\w+)\}", lambda part: str(given.get(part[1], "O1")), path)
    return dict(sorted(found.items()))
