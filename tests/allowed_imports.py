"""An import contract by allow-list: what is not named is refused, so a new framework is kept out unnamed."""

import ast
import sys
from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class AllowedImports(Contract):
    """``package`` imports the standard library and the packages or modules that ``allowed`` names; nothing else."""

    type_name = "allowed_imports"

    package = fields.StringField()
    allowed = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        package = str(self.package)
        refused = [
            line
            for importer in sorted({package, *graph.find_descendants(package)})
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            for line in self._refused(graph, importer, imported)
        ]
        return ContractCheck(kept=not refused, metadata={"refused": refused})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["refused"]:
            output.print_error(line, bold=False)

    def _refused(self, graph: ImportGraph, importer: str, imported: str) -> Iterator[str]:
        if imported.split(".", maxsplit=1)[0] in sys.stdlib_module_names:
            return
        for detail in graph.get_import_details(importer=importer, imported=imported):
            for module in _modules(str(detail["line_contents"])) or [imported]:
                if not any(module == name or module.startswith(f"{name}.") for name in _names(self.allowed)):
                    yield f"{importer}:{detail['line_number']} imports {module}"


def _names(allowed: object) -> list[str]:
    return sorted(str(name) for name in allowed) if isinstance(allowed, set) else []


def _modules(line: str) -> list[str]:
    """The graph knows of other packages their names only; their modules stand in the line of the import."""
    statement = line.strip().removesuffix("(").strip()
    statement = f"{statement} x" if statement.endswith("import") else statement
    match ast.parse(statement).body:
        case [ast.ImportFrom(module=str(module))]:
            return [module]
        case [ast.Import(names=names)]:
            return [alias.name for alias in names]
        case _:
            return []
