"""Keep compiled Jinja templates for the next build: compiling Material's takes a tenth of a build after an edit.

``keep_compiled`` takes an environment before its first template is loaded. Called by ``plugin``.

Compiled templates are code. So they are not in the project's cache, which branches and CI share, but in Jinja's own
folder for them in the temporary folder, which only this user can write to.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from itertools import chain
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from mkdocs_postmortems.cache import key_of, lasting

_SYNTAX = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline"),
    *("optimized", "autoescape", "finalize", "undefined", "policies", "is_async", "sandboxed"),
)
"""The attributes of an environment that change how a template is compiled."""
_STEADY = frozenset({"_operator", "builtins", "jinja2", "markupsafe", "mkdocs", "material", __name__.partition(".")[0]})
"""The packages whose filters and tests always return the same for the same values."""


class _Compiled(FileSystemBytecodeCache):
    """Jinja's cache, without its errors: its folder may be deleted during a build or full, and its files damaged."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever the error, Jinja can compile the template again
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def keep_compiled(env: Environment, made_with: str) -> None:
    """Make an environment load templates that an earlier build has compiled, and keep those that it compiles.

    ``made_with`` identifies the libraries' versions; nothing is kept if it is "". Nor is it if the environment has a
    filter or a test of another package: Jinja calls these once while it compiles, if their values are constants, and
    the result may depend on something else.
    """
    functions = chain(env.filters.values(), env.tests.values())
    if not made_with or env.bytecode_cache or not all(map(_is_steady, functions)):
        return
    made_of = (env.filters, env.tests, {name: getattr(env, name) for name in _SYNTAX})
    key = key_of(made_with, sorted(env.extensions), lasting(made_of))
    with contextlib.suppress(RuntimeError, OSError):  # the folder belongs to somebody else, or cannot be created
        env.bytecode_cache = _Compiled(pattern=f"__mkdocs_postmortems_{key[:16]}_%s.cache")


def _is_steady(function: Callable[..., Any]) -> bool:
    return str(getattr(function, "__module__", "")).partition(".")[0] in _STEADY
