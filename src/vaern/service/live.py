"""The one straight way of a fix: judged, sealed, written down, and only then acknowledged."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence, Sized
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from vaern.errors import InputError
from vaern.monitoring.alarm import iso
from vaern.monitoring.answer import Answer
from vaern.monitoring.control import Control, parse_controls
from vaern.monitoring.events import Events
from vaern.monitoring.fix import FixBatch
from vaern.monitoring.margins import refuse_backdated
from vaern.monitoring.regulation import Regulation, refuse_beyond
from vaern.monitoring.rules import MonitoringRules
from vaern.service.checked import CheckedControls
from vaern.service.clock import Clock
from vaern.service.contents import Contents
from vaern.service.controls import ControlBook, zone_hashes
from vaern.service.counts import Counts
from vaern.service.database import connect, transaction
from vaern.service.home import Home
from vaern.service.intake import Acknowledged, acknowledged, read_rows
from vaern.service.journal import Journal
from vaern.service.keeping import today
from vaern.service.owners import Owners
from vaern.service.safe import Safe
from vaern.service.sealing import seal
from vaern.service.shard import Given, Laid, Shard, answer_given, controls_given, fixes_given
from vaern.service.window import Window
from vaern.vault import Vault
from vaern.vault.receipt import Destroyed

_INPUTS_BETWEEN_SNAPSHOTS = 2048
_FIXES_BETWEEN_SNAPSHOTS = 500_000
"""So many are judged again in a few seconds when the service starts after a crash."""


class Recovered(NamedTuple):
    """What the start took: reading the snapshot, then judging again the inputs since, of so many fixes."""

    read_s: float
    caught_up_s: float
    inputs: int
    fixes: int


class Live:
    """Engine, vault and journal as one; called by one thread at a time.

    Nothing is acknowledged before it is on disk. When that fails, the shard from before the input stays,
    the sender hears no yes and sends again.
    """

    def __init__(
        self,
        home: Home,
        vault: Vault,
        clock: Clock,
        rules: Mapping[str, MonitoringRules],
        lateness_s: float,
        retention: str | None = None,
        shard: Shard | None = None,
        regulations: Sequence[Regulation] = (),
    ) -> None:
        """Read back what lies in `home`; begin with `shard`, or nobody to watch, where no snapshot does."""
        self.clock, self.lateness_s, self._regulations = clock, lateness_s, regulations
        self._db = connect(home.journal)
        self._safe = Safe(home.keys)
        self.contents = Contents(self._db, self._safe)
        self.journal, self.book = Journal(self._db, self.contents), ControlBook(self._db, self._safe)
        self.counts = Counts(self._db)
        self._home, self._vault, self.rules = home, vault, rules
        self._owners = Owners(rules, retention)
        self._window = Window(home.folder, self._db)
        self._checked = CheckedControls(home.folder / "controls.bin", self._safe)
        self._shard, self.recovered = self._read_back(shard or Shard.empty(rules, lateness_s))
        self._owners.learn(self._shard.laid)
        self._snapshot_ms, self._fixes = clock.now_ms(), 0
        self._swept = date.min

    @property
    def controls(self) -> int:
        """How many controls are watched."""
        return len(self._shard.controls)

    @property
    def watched(self) -> Sequence[Control]:
        """The controls that are watched."""
        return self._shard.controls

    @property
    def devices(self) -> tuple[str, ...]:
        """The devices that any of them names."""
        return self._shard.state.watch.devices

    def refuse_unallowed(self, controls: Sequence[Control]) -> None:
        """Refuse controls that change what was in force before now, or go beyond a regulation."""
        refuse_backdated(self._shard.controls, controls, self.clock.now_ms())
        refuse_beyond(self._shard.controls, controls, self._regulations)

    def put_controls(self, data: dict[str, Any]) -> int:
        """Watch just these controls from now on, and none left out; return how many they are."""
        before = {control["id"]: control for control in self._shard.put_controls()}
        checked = {control.id: (before[control.id], control) for control in self._shard.controls}
        controls = parse_controls(data, self.rules, checked)
        self.refuse_unallowed(controls)
        laid = Laid.out(controls)
        self._owners.learn(laid)
        after = {control["id"]: control for control in data["controls"]}
        if after != before:
            now_ms = self.clock.now_ms()
            since_ms = {control.id: max(now_ms, control.valid.begins) for control in controls}
            changed = [(said, since_ms[name]) for name, said in after.items() if said != before.get(name)]
            given = controls_given(list(after.values()), now_ms)
            self._put(given, laid, changed, ended=sorted(before.keys() - after.keys()))
            self.tick()  # what stood open under a control that has ended is cleared at once
        return self.controls

    def take(self, rows: Sequence[Any]) -> Acknowledged:
        """Judge rows of the contract's columns; return what may be acknowledged: all of it is on disk."""
        return self.take_together([rows])[0]

    def take_together(self, calls: Sequence[Sequence[Any]]) -> list[Acknowledged]:
        """Judge the rows of several calls with one commit; return what each may hear."""
        read = [read_rows(rows, self.clock) for rows in calls]
        fixes = FixBatch.of([fix for each in read for fix in each.fixes])
        events = self.take_batch(fixes, refused=sum(len(each.refused) for each in read))
        return acknowledged(read, events)

    def take_batch(self, fixes: FixBatch, refused: int = 0) -> Events:
        """Judge fixes as columns; return what came of them: all of it is on disk, `refused` counted."""
        given = fixes_given(fixes, self.clock.now_ms())
        shard, events = self._shard.given(given)
        self._keep(given, shard, events, refused)
        return events

    def answer(self, alarm: str, by: str, finding: str) -> None:
        """Take in that a person has dealt with an alarm, now; it is on disk when this returns.

        InputError for an alarm that was never said here, and for an answer without who gave it.
        """
        if not self.journal.of_alarm(alarm):
            raise InputError("there is no such alarm", "/alarm", "an alarm of this service")
        if not by:
            raise InputError("nobody answers", "/by", "who dealt with it")
        now_ms = self.clock.now_ms()
        given = answer_given(Answer(now_ms, alarm, by, finding), now_ms)
        self._keep(given, *self._shard.given(given))

    def tick(self) -> bool:
        """Let the engine hear the clock, for silence is an event; say whether anything came of it."""
        self._sweep_daily()
        given = fixes_given(FixBatch.of([]), self.clock.now_ms())
        shard, events = self._shard.given(given)
        if _is_silent(events):
            self._snapshot_when_due()
            return False
        self._keep(given, shard, events)
        return True

    def sweep(self) -> list[dict[str, Any]]:
        """Destroy the keys of all that the law lets nobody keep any longer; return the signed receipts."""
        now, at = today(self.rules, self.clock.now_ms()), self._at()
        key = self._home.custodian_key(now)
        if key is not None:
            self._vault.seal_for(key)
        receipts = self._vault.sweep(now, at)
        for day, destroyed in self._safe.destroy_over(now).items():
            receipts += self._vault.receipts.give(destroyed, at)
            self._safe.cleared(day)
        with transaction(self._db):
            self.contents.delete_over(now)
        self._swept = now
        return receipts

    def hold(self, case: str, alarms: Sequence[str]) -> int:
        """Keep what was said and released under the alarms until the criminal case ends; return how much."""
        unknown = [alarm for alarm in alarms if not self.journal.of_alarm(alarm)]
        if unknown or not case:
            raise InputError(
                "there is no such alarm" if case else "there is no case",
                "/alarms" if case else "/case",
                "alarms of this service" if case else "the number of a criminal case",
            )
        with transaction(self._db):
            return self.contents.hold(case, alarms)

    def end_hold(self, case: str) -> int:
        """Let what a case held follow the law's period again; return how much of it ended at once."""
        if not self.contents.is_open(case):
            raise InputError("this case holds nothing", "/case", "the number of a case that holds alarms")
        name = self.contents.case_key(case)
        with transaction(self._db):
            ended = self.contents.end_hold(case, today(self.rules, self.clock.now_ms()))
        self._safe.destroy(name)
        self._vault.receipts.give(
            [Destroyed("released", name.pseudonym, name.day, ["case"], "case_ended")], self._at()
        )
        return ended

    def close(self) -> None:
        """Put the state on disk and let go of everything."""
        self._snapshot()
        self._vault.close()
        self._db.close()

    def _sweep_daily(self) -> None:
        if self._swept < today(self.rules, self.clock.now_ms()):
            self.sweep()

    def _at(self) -> datetime:
        return datetime.fromtimestamp(self.clock.now_ms() / 1000, UTC)

    def _read_back(self, shard: Shard) -> tuple[Shard, Recovered]:
        began = time.perf_counter()
        saved = self._window.state()
        shard = shard.restored(saved, self._checked.controls) if saved else shard
        read, inputs = time.perf_counter(), list(self._window.inputs())
        for given in inputs:
            self.clock.not_before(given["now_ms"])
        shard = shard.caught_up(inputs, self._checked.controls)
        caught_up, fixes = time.perf_counter(), sum(len(given.get("fixes", ())) for given in inputs)
        return shard, Recovered(round(read - began, 3), round(caught_up - read, 3), len(inputs), fixes)

    def _put(
        self,
        given: Given,
        laid: Laid,
        changed: Sequence[tuple[dict[str, Any], int]],
        ended: Sequence[str],
    ) -> None:
        shard, _ = self._shard.given(given, lambda *_: laid)
        with transaction(self._db):
            self._window.record(given)
            for control, since_ms in changed:
                self.book.add(control, since_ms)
                self.journal.append(iso(since_ms), "control", _put_entry(control))
            for name in ended:
                self.journal.append(iso(given["now_ms"]), "control", {"control": name, "ended": True})
        self._window.recorded()
        self._shard = shard
        self._checked.keep(shard.put, laid, self.rules)
        self._snapshot()  # a start need not take the controls over again

    def _keep(self, given: Given, shard: Shard, events: Events, refused: int = 0) -> None:
        seal(self._vault, events.sealed, self._owners.kept)
        self._vault.commit()
        tellings = self._owners.tellings(events)
        self._safe.prepare(telling.whose for telling in tellings)
        with transaction(self._db):
            self._window.record(given)
            self.journal.extend(iso(given["now_ms"]), tellings)
            self._count(events, refused)
        self._window.recorded()
        self._shard = shard
        self._fixes += len(given["fixes"])
        self._snapshot_when_due()

    def _count(self, events: Events, refused: int) -> None:
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
        self._window.settle(wait=False)
        is_old = self.clock.now_ms() - self._snapshot_ms > self.lateness_s * 1000
        is_long = len(self._window) >= _INPUTS_BETWEEN_SNAPSHOTS or self._fixes >= _FIXES_BETWEEN_SNAPSHOTS
        if ((is_old and len(self._window)) or is_long) and not self._window.is_being_written:
            self._window.begin_snapshot(self._shard.saved)
            self._fixes, self._snapshot_ms = 0, self.clock.now_ms()

    def _snapshot(self) -> None:
        self._window.snapshot(self._shard.saved())
        self._fixes, self._snapshot_ms = 0, self.clock.now_ms()


def _put_entry(control: dict[str, Any]) -> dict[str, Any]:
    return {"control": control["id"], "zones": zone_hashes(control)}


def _is_silent(events: Events) -> bool:
    opened = events.released + events.released_early
    said: tuple[Sized, ...] = (events.alarms, opened, events.refused, events.sealed)
    counted = events.accepted + events.repeated + events.late + events.opened + events.destroyed
    return not any(len(part) for part in said) and not counted
