"""Reads YAML as data and nothing else; a key written twice is no silent overwriting."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

PLAIN = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(LOADER):  # type: ignore[misc]
    """The safe loader in C where there is one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice, then read the mapping as usual."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key.value} is there twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def parse(content: bytes) -> Any:
    """Return what a YAML file says; raises yaml.YAMLError with its line."""
    return yaml.load(content, _Loader)


class _PlainLoader(_Loader):
    """Reads a time, a date, yes and no as they are written: only true and false are truth values."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, shape) for tag, shape in known if tag not in PLAIN]
        for first, known in LOADER.yaml_implicit_resolvers.items()
    }


_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def parse_plain(content: bytes) -> Any:
    """Return what a YAML file says, with yes, no, dates and times as text."""
    return yaml.load(content, _PlainLoader)
