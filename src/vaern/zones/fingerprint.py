"""A mark of compiled functions' sources: machine code kept on disk must not outlive what it was made of.

Numba looks for changes only in the file of the function that it keeps, not in the files of those it calls: an
alarm would be judged by last month's geometry. A kept function that closes over this mark is made anew.
"""

from __future__ import annotations

from hashlib import sha256
from types import CodeType, ModuleType


def fingerprint(*modules: ModuleType) -> str:
    """Return a text that changes when a compiled function or a numeric constant of the modules does."""
    mark = sha256()
    for module in modules:
        for name, value in sorted(vars(module).items()):
            code = getattr(getattr(value, "py_func", None), "__code__", None)
            if isinstance(code, CodeType):
                numbers = [constant for constant in code.co_consts if isinstance(constant, int | float)]
                mark.update(repr((name, code.co_code, code.co_names, numbers)).encode())
            elif isinstance(value, int | float):
                mark.update(repr((name, value)).encode())
    return mark.hexdigest()
