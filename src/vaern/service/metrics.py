"""Figures for Prometheus; no label holds a person, a device, a control or a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from vaern.service.desk import Desk
from vaern.service.shards import Shards


class Figures(Collector):
    """Reads the service's own numbers when it is asked, so that they agree with what is on disk."""

    def __init__(self, desk: Desk | Shards) -> None:
        self._desk = desk
        self.registry = CollectorRegistry()
        self.registry.register(self)
        self.durable_seconds = Histogram(
            "vaern_durable_seconds",
            "From a call with fixes to their being judged and on disk",
            registry=self.registry,
        )

    def text(self) -> bytes:
        """Return all figures in Prometheus's text format."""
        return generate_latest(self.registry)

    def describe(self) -> list[Metric]:
        """Return nothing: the names come with the figures, and nothing is read before the first call."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield the figures as they are now."""
        fixes = CounterMetricFamily("vaern_fixes", "Fixes by what became of them", labels=["outcome"])
        for outcome, number in self._desk.counts().items():
            fixes.add_metric([outcome], number)
        alarms = CounterMetricFamily(
            "vaern_alarms", "Alarms by kind and latest event", labels=["kind", "event"]
        )
        for (kind, event), number in self._alarms().items():
            alarms.add_metric([kind, event], number)
        controls = GaugeMetricFamily(
            "vaern_controls", "Controls watched", value=self._desk.standing().controls
        )
        return iter((fixes, alarms, controls))

    def _alarms(self) -> Counter[tuple[str, str]]:
        return Counter((alarm["kind"], alarm["event"]) for alarm in self._desk.alarms())
