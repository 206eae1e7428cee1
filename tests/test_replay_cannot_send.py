"""What reads the log again cannot write to anybody: it knows no messenger, and nothing that knows one."""

import grimp
import pytest

REPLAYING = (
    *(
        "application.audit.audit",
        "application.audit.log_reader",
        "application.audit.causation",
        "application.projections.rebuild",
    ),
    *("application.projections.registry", "application.projections.digest", "application.wording.history", "domain"),
)


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("domain", "application", "adapters", "entrypoints")


@pytest.mark.parametrize("module", REPLAYING)
def test_replaying_reaches_no_messenger_over_any_import(imports: grimp.ImportGraph, module: str) -> None:
    reached = imports.find_upstream_modules(module, as_package=module == "domain")

    assert {one for one in reached if one.endswith("messenger") or one.startswith("adapters.")} == set()


def test_sending_does_reach_one(imports: grimp.ImportGraph) -> None:
    assert "application.ports.messenger" in imports.find_upstream_modules("application.relay.relay")
