"""What a citation says, where it stands, what rests on it and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vaern.errors import InputError
from vaern.law.provision import Cited, Provision, Source
from vaern.law.statute import REMARKS, Pack, is_under


def explain(packs: Sequence[Pack], citation: str) -> dict[str, Any]:
    """Return what any printed citation says; raises InputError where no pack has it.

    `{"citation", "pack", "status", "title", "text", "remarks": [{"text", "citation", "source"}], "source":
    {"seed", "lines"}, "in_force": {"from", "to"}, "cited_by": [citation], "neighbours": [citation]}`; `text`
    holds the provision's own words with those of its parts and `source` their lines, `neighbours` the
    provision above it and those before and after it, `cited_by` the provisions whose rules, duties and
    grounds use it or a part of it. A provision without a heading of its own carries that of the one above it.
    """
    pack, cite = _found(packs, " ".join(citation.split()))
    provision = pack.provisions[cite.removesuffix(REMARKS)]
    is_remark = cite.endswith(REMARKS)
    remarks = [
        _remark(pack, each, number)
        for each in pack.parts(provision.cite)
        for number in range(len(each.remarks))
    ]
    own = "\n".join(each.words for each in provision.remarks)
    lines = ", ".join(each.source.lines for each in provision.remarks)
    words = _span([each.source for each in pack.parts(provision.cite)])
    return {
        "citation": pack.full(cite),
        "pack": pack.id,
        "status": pack.status,
        "title": _title(pack, provision),
        "text": own if is_remark else pack.text(cite),
        "remarks": [] if is_remark else remarks,
        "source": {"seed": provision.source.seed, "lines": lines if is_remark else words},
        "in_force": dict(provision.in_force or pack.in_force),
        "cited_by": sorted({pack.full(each) for each in _citing(pack, cite)}),
        "neighbours": [pack.full(each) for each in _neighbours(pack, cite)],
    }


def _span(sources: Sequence[Source]) -> str:
    """The lines from the first to the last of a provision and its parts."""
    ends = [int(number) for each in sources for number in each.lines.split("-")]
    return sources[0].lines if len(sources) == 1 else f"{min(ends)}-{max(ends)}"


def _title(pack: Pack, provision: Provision) -> str:
    above = _above(pack, provision.cite)
    return provision.title or (_title(pack, pack.provisions[above]) if above else "")


def _found(packs: Sequence[Pack], citation: str) -> tuple[Pack, str]:
    for pack in packs:
        cite = citation.removeprefix(f"{pack.id} ")
        if cite != citation and has(pack, cite):
            return pack, cite
    known = ", ".join(pack.id for pack in packs)
    raise InputError("unknown citation", "", f"a citation as printed, beginning with one of: {known}")


def has(pack: Pack, cite: str) -> bool:
    """Tell whether a pack-relative citation names a provision, or the remarks to one that has some."""
    provision = pack.provisions.get(cite.removesuffix(REMARKS))
    return provision is not None and (not cite.endswith(REMARKS) or bool(provision.remarks))


def _remark(pack: Pack, provision: Provision, number: int) -> dict[str, Any]:
    remark = provision.remarks[number]
    source = {"seed": remark.source.seed, "lines": remark.source.lines}
    return {"text": remark.words, "citation": pack.full(provision.cite + REMARKS), "source": source}


def _neighbours(pack: Pack, cite: str) -> Iterator[str]:
    if cite.endswith(REMARKS):
        yield cite.removesuffix(REMARKS)
        return
    above = _above(pack, cite)
    if above:
        yield above
    instrument = pack.provisions[cite].instrument
    beside = [
        each.cite
        for each in pack.provisions.values()
        if each.instrument == instrument and _above(pack, each.cite) == above
    ]
    place = beside.index(cite)
    yield from beside[max(place - 1, 0) : place]
    yield from beside[place + 1 : place + 2]


def _above(pack: Pack, cite: str) -> str | None:
    return max((each for each in pack.provisions if is_under(cite, each)), key=len, default=None)


def _citing(pack: Pack, cite: str) -> Iterator[str]:
    general = _general(pack, cite)
    for provision in pack.provisions.values():
        cited: list[Cited] = [*provision.rules.values(), *provision.duties, *provision.endings]
        if any(_uses(pack, provision, each, cite) for each in cited):
            yield provision.cite
        for ground in provision.grounds:
            asked = any(_is_in(of, cite) for of, _ in ground.conditions) or ground.opens in general
            if asked and provision.cite != cite:
                yield provision.cite


def _general(pack: Pack, cite: str) -> set[str]:
    """The measures for which a provision, or the remarks to it, sets a general condition."""
    basis = "remarks" if cite.endswith(REMARKS) else "words"
    rules = pack.provisions[cite.removesuffix(REMARKS)].rules.values()
    return {measure for rule in rules if rule.basis == basis for measure in rule.general_for}


def _is_in(found: str, cite: str) -> bool:
    return found == cite or is_under(found, cite)


def _uses(pack: Pack, provision: Provision, cited: Cited, cite: str) -> bool:
    if pack.citation_of(provision, cited) == pack.full(cite):
        return cite.endswith(REMARKS)
    return not _is_in(provision.cite, cite) and any(
        _is_in(each, cite) for each in references(getattr(cited, "when", {}))
    )


def references(expression: Any) -> set[str]:
    """Return the provisions that an expression refers to."""
    if isinstance(expression, list):
        return {cite for each in expression for cite in references(each)}
    if not isinstance(expression, dict):
        return set()
    here = {expression[key] for key in ("of", "ground") if isinstance(expression.get(key), str)}
    return here | {cite for each in expression.values() for cite in references(each)}
