"""Terms of a pack that answer the same question differently, none of them declared an exception."""

from __future__ import annotations

from collections.abc import Iterator

from vaern.law.provision import Provision
from vaern.law.statute import Pack


def disagreements(pack: Pack) -> Iterator[tuple[Provision, int, str]]:
    """Yield the later of two terms without `when` that give one measure different answers."""
    for name in ("max_duration", "max_extension", "authority"):
        said: dict[str, tuple[str, object]] = {}
        for provision in pack.provisions.values():
            for number, term in enumerate(provision.terms):
                value = getattr(term, name)
                if value is None or term.when is not None:
                    continue
                answer = provision.values[value].is_
                for measure in term.measures:
                    cite, first = said.setdefault(measure, (provision.cite, answer))
                    if answer != first:
                        yield provision, number, f"{name} of {measure} answers differently than {cite}"
