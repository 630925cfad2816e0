"""The page's ES modules as one inline script, without a JavaScript toolchain.

Modules live flat in this folder and use only ``import { a, b } from "./x.js";`` and ``export`` in
front of a declaration. They are joined in the order of their imports inside one strict function;
names at top level must differ, and a name that is imported must be exported. Whatever this does
not cover raises, so that a mistake shows when the page is made and not in a reader's browser.
"""

import base64
import hashlib
import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class|let)", re.MULTILINE)
_DECLARED = re.compile(r"^(export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)


class BundleError(ValueError):
    """The modules cannot be joined."""


def _names(group: str) -> list[str]:
    return [name.strip() for name in group.split(",") if name.strip()]


def _ordered(modules: Mapping[str, str], entry: str) -> list[str]:
    done: list[str] = []
    under_way: list[str] = []

    def visit(name: str) -> None:
        if name in done:
            return
        if name in under_way:
            raise BundleError(f"modules import each other: {' → '.join([*under_way, name])}")
        if name not in modules:
            raise BundleError(f"{under_way[-1] if under_way else 'entry'}: no module {name}.js")
        under_way.append(name)
        for match in _IMPORT.finditer(modules[name]):
            visit(match[2])
        under_way.pop()
        done.append(name)

    visit(entry)
    return done


def bundle(modules: Mapping[str, str], entry: str = "main") -> str:
    """Join modules (name without ``.js`` → source), those imported first.

    >>> print(bundle({"main": 'import { a } from "./x.js";\\na();\\n', "x": "export const a = f;\\n"}))
    (() => {
    "use strict";
    // x.js
    const a = f;
    // main.js
    a();
    })();
    """
    exported: dict[str, set[str]] = {}
    owner: dict[str, str] = {}
    parts: list[str] = []
    for name in _ordered(modules, entry):
        source = modules[name]
        for match in _IMPORT.finditer(source):
            for wanted in _names(match[1]):
                if wanted not in exported[match[2]]:
                    raise BundleError(
                        f"{name}.js imports {wanted}, which {match[2]}.js does not export"
                    )
        for match in _DECLARED.finditer(source):
            if match[2] in owner:
                raise BundleError(f"{name}.js and {owner[match[2]]}.js both declare {match[2]}")
            owner[match[2]] = name
        exported[name] = {m[2] for m in _DECLARED.finditer(source) if m[1]}
        body = _EXPORT.sub("", _IMPORT.sub("", source)).strip()
        if left := re.search(r"^(?:import|export)\b.*$", body, re.MULTILINE):
            raise BundleError(f"{name}.js: cannot bundle {left[0]!r}")
        parts.append(f"// {name}.js\n{body}")
    return "\n".join(["(() => {", '"use strict";', *parts, "})();"])


def integrity(source: str) -> str:
    """The hash by which a Content-Security-Policy lets exactly this text run."""
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
