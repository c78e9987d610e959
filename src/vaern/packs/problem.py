"""What is wrong in a law file, and where: file, line and provision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from vaern.errors import InputError
from vaern.packs.yaml_files import LOADER

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, at which keys, in which provision, and what was expected."""

    file: str
    path: Path
    cite: str
    error: str
    expected: str
    line: int | None = None

    @property
    def where(self) -> str:
        """Return `file:line (provision)`, the line counted from one."""
        line = f":{self.line}" if self.line else ""
        return f"{self.file}{line}" + (f" ({self.cite})" if self.cite else "")

    def as_error(self) -> InputError:
        """Return what is raised where the file is to be used all the same."""
        return InputError(self.error, self.where, self.expected)

    def as_dict(self) -> dict[str, Any]:
        """Return `{"error", "where", "expected", "file", "line", "provision"}`."""
        return {
            **self.as_error().as_dict(),
            "file": self.file,
            "line": self.line,
            "provision": self.cite or None,
        }


def placed(problems: Sequence[Problem], contents: Mapping[str, bytes]) -> list[Problem]:
    """Return the problems with their lines, each once, by file and line."""
    unplaced = {each.file for each in problems if each.line is None}
    trees = {name: yaml.compose(contents[name], LOADER) for name in unplaced if contents.get(name)}
    found = {_with_line(each, trees.get(each.file)) for each in problems}
    return sorted(found, key=lambda each: (each.file, each.line or 0, each.error))


def _with_line(problem: Problem, tree: yaml.Node | None) -> Problem:
    if problem.line is not None or tree is None:
        return problem
    line = _line(tree, problem.path)
    return Problem(problem.file, (), problem.cite, problem.error, problem.expected, line)


def _line(node: yaml.Node, path: Path) -> int:
    """The line of the deepest part of the path that is there."""
    line = int(node.start_mark.line) + 1
    for step in path:
        found = _step(node, step)
        if found is None:
            return line
        key, node = found
        line = int(key.start_mark.line) + 1
    return line


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    return None
