"""The one straight way of a fix: judged, sealed, written down, and only then acknowledged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from dataclasses import asdict
from typing import Any

from vaern.monitoring.alarm import iso
from vaern.monitoring.control import parse_controls
from vaern.monitoring.events import Events
from vaern.monitoring.rules import MonitoringRules
from vaern.service.clock import Clock
from vaern.service.controls import ControlBook, zone_hashes
from vaern.service.counts import Counts
from vaern.service.database import connect, transaction
from vaern.service.home import Home
from vaern.service.intake import read_rows
from vaern.service.journal import Journal
from vaern.service.sealing import keepings, seal
from vaern.service.shard import Given, Shard, controls_given, fixes_given
from vaern.service.window import Window
from vaern.vault import Vault

_INPUTS_BETWEEN_SNAPSHOTS = 512


class Live:
    """Engine, vault and journal as one; called by one thread at a time.

    Nothing is acknowledged before it is on disk. When that fails, the shard from before the input stays,
    the sender hears no yes and sends again.
    """

    def __init__(
        self, home: Home, vault: Vault, clock: Clock, rules: Mapping[str, MonitoringRules], lateness_s: float
    ) -> None:
        self.clock, self.lateness_s = clock, lateness_s
        self._db = connect(home.journal)
        self.journal, self.book, self.counts = Journal(self._db), ControlBook(self._db), Counts(self._db)
        self._vault, self.rules = vault, rules
        self._window = Window(home.folder, self._db)
        self._shard = self._recovered(Shard.empty(rules, lateness_s))
        self._snapshot_ms = clock.now_ms()

    @property
    def controls(self) -> int:
        """How many controls are watched."""
        return len(self._shard.controls)

    def put_controls(self, data: dict[str, Any]) -> int:
        """Watch just these controls from now on, and none left out; return how many they are."""
        parse_controls(data, self.rules)
        before = {control["id"]: control for control in self._shard.put}
        after = {control["id"]: control for control in data["controls"]}
        if after != before:
            changed = [control for name, control in after.items() if control != before.get(name)]
            given = controls_given(list(after.values()), self.clock.now_ms())
            self._put(given, changed, ended=sorted(before.keys() - after.keys()))
            self.tick()  # what stood open under a control that has ended is cleared at once
        return self.controls

    def take(self, rows: Sequence[Any]) -> dict[str, Any]:
        """Judge rows of the contract's columns; return what may be acknowledged: all of it is on disk."""
        read = read_rows(rows, self.clock)
        given = fixes_given(read.fixes, self.clock.now_ms())
        shard, events = self._shard.given(given)
        self._keep(given, shard, events, refused=len(read.refused))
        refused = [asdict(row) for row in (*read.refused, *read.by_engine(events.refused))]
        return {"accepted": events.accepted, "repeated": events.repeated, "refused": refused}

    def tick(self) -> bool:
        """Let the engine hear the clock, for silence is an event; say whether anything came of it."""
        given = fixes_given((), self.clock.now_ms())
        shard, events = self._shard.given(given)
        if _is_silent(events):
            self._snapshot_when_due()
            return False
        self._keep(given, shard, events)
        return True

    def close(self) -> None:
        """Put the state on disk and let go of everything."""
        self._snapshot()
        self._vault.close()
        self._db.close()

    def _recovered(self, shard: Shard) -> Shard:
        saved = self._window.state()
        shard = shard.restored(saved) if saved else shard
        for given in self._window.inputs():
            self.clock.not_before(given["now_ms"])
            shard, _ = shard.given(given)  # what came of it stands in the journal already
        return shard

    def _put(self, given: Given, changed: Sequence[dict[str, Any]], ended: Sequence[str]) -> None:
        shard, _ = self._shard.given(given)
        with transaction(self._db):
            self._window.record(given)
            for control in changed:
                since_ms = max(given["now_ms"], _valid_from_ms(shard, control["id"]))
                self.book.add(control, since_ms)
                self.journal.append(iso(since_ms), "control", _put_entry(control))
            for name in ended:
                self.journal.append(iso(given["now_ms"]), "control", {"control": name, "ended": True})
        self._window.recorded()
        self._shard = shard

    def _keep(self, given: Given, shard: Shard, events: Events, refused: int = 0) -> None:
        seal(self._vault, events.sealed, keepings(shard.controls))
        self._vault.commit()
        with transaction(self._db):
            self._window.record(given)
            self._write_down(events, iso(given["now_ms"]), refused)
        self._window.recorded()
        self._shard = shard
        self._snapshot_when_due()

    def _write_down(self, events: Events, at: str, refused: int) -> None:
        for alarm in events.alarms:
            self.journal.append(at, "alarm", alarm.as_dict())
        for released in events.released_early:
            self.journal.append(at, "released_early", released.as_dict())
        for released in events.released:
            self.journal.append(at, "released", released.as_dict())
        self.counts.add(
            {
                "accepted": events.accepted,
                "repeated": events.repeated,
                "refused": refused + len(events.refused),
                "released": len(events.released),
                "sealed": len(events.sealed),
            }
        )

    def _snapshot_when_due(self) -> None:
        is_old = self.clock.now_ms() - self._snapshot_ms > self.lateness_s * 1000
        if (is_old and len(self._window)) or len(self._window) >= _INPUTS_BETWEEN_SNAPSHOTS:
            self._snapshot()

    def _snapshot(self) -> None:
        self._window.snapshot(self._shard.saved())
        self._snapshot_ms = self.clock.now_ms()


def _put_entry(control: dict[str, Any]) -> dict[str, Any]:
    return {"control": control["id"], "zones": zone_hashes(control)}


def _valid_from_ms(shard: Shard, name: str) -> int:
    return next(control.valid.begins for control in shard.controls if control.id == name)


def _is_silent(events: Events) -> bool:
    opened = events.released + events.released_early
    said: tuple[Sized, ...] = (events.alarms, opened, events.refused, events.sealed)
    counted = events.accepted + events.repeated + events.late + events.opened + events.destroyed
    return not any(len(part) for part in said) and not counted
