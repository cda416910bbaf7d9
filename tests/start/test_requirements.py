"""What the program needs is what it installs: the tests' own packages stay out of it."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]


def imported_by(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"rekindle"}


def test_nothing_is_imported_that_a_run_without_the_tests_does_not_install() -> None:
    locked = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements/base.lock").read_text(), re.MULTILINE)
    installed = {re.sub(r"[-_.]+", "-", name).lower() for name in locked}
    homes = packages_distributions()
    missing = {
        (name, file.relative_to(ROOT).as_posix())
        for file in (ROOT / "src").rglob("*.py")
        for name in imported_by(file)
        if not {re.sub(r"[-_.]+", "-", one).lower() for one in homes.get(name, [])} & installed
    }

    assert missing == set()
