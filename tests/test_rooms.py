"""What the import contracts cannot say: of the eventsourcing library the domain knows its ``domain`` module only."""

import ast
from collections.abc import Iterator
from pathlib import Path

DOMAIN = Path(__file__).parents[1] / "domain"


def test_of_the_library_the_domain_imports_its_domain_module_only() -> None:
    modules = {module for file in DOMAIN.rglob("*.py") for module in imported(file)}

    assert {module for module in modules if module.startswith("eventsourcing")} == {"eventsourcing.domain"}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
