"""What Prometheus makes of a scrape."""

from prometheus_client.parser import text_string_to_metric_families

Samples = dict[tuple[str, str], float]


def samples(text: bytes) -> Samples:
    """By name and by the value of the only label, if any."""
    found: Samples = {}
    for family in text_string_to_metric_families(text.decode()):
        for sample in family.samples:
            found[sample.name, "".join(sample.labels.values())] = sample.value
    return found
