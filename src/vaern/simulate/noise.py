"""What a device makes of the truth: errors as receivers, networks and pockets make them, seeded.

The numbers are assumptions of ours about typical equipment, written down so that they can be argued with. An
error of σ metres along each axis is told as an accuracy of 1.51 σ where the device is honest about it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.zones.measure import SIGMAS_OF_ACCURACY

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


class Heard(NamedTuple):
    """What arrives: metres about the scene's middle, the accuracy the device claims, which reports arrive."""

    xy: Floats
    accuracy_m: Floats
    source: str
    kept: Mask


Noise = Callable[[np.random.Generator, Floats, Floats], Heard]
"""From dice, seconds (n,) and true metres (n, 2) to what arrives."""


def open_sky(dice: np.random.Generator, at_s: Floats, xy: Floats) -> Heard:
    """4 metres of white error, told honestly."""
    return _heard(xy + dice.normal(0, 4, xy.shape), 4 * SIGMAS_OF_ACCURACY)


def urban_canyon(dice: np.random.Generator, at_s: Floats, xy: Floats) -> Heard:
    """20 metres of error that lasts two minutes, told as half; one report in twenty 60-120 m off."""
    off = _lasting(dice, at_s, 20, 120)
    thrown = dice.random(len(at_s)) < 0.05
    off[thrown] += _around(dice, dice.uniform(60, 120, int(thrown.sum())))
    return _heard(xy + off, 10 * SIGMAS_OF_ACCURACY)


def indoor(dice: np.random.Generator, at_s: Floats, xy: Floats) -> Heard:
    """35 metres of error that lasts five minutes, from wireless networks; every fifth report is lost."""
    heard = _heard(xy + _lasting(dice, at_s, 35, 300), 35 * SIGMAS_OF_ACCURACY)
    return heard._replace(source="wifi", kept=dice.random(len(at_s)) >= 0.2)


def cell_only(dice: np.random.Generator, at_s: Floats, xy: Floats) -> Heard:
    """The mast's word: 400 metres off, the same for ten minutes."""
    heard = _heard(xy + _lasting(dice, at_s, 400, 600), 400 * SIGMAS_OF_ACCURACY)
    return heard._replace(source="cell")


def dropouts(dice: np.random.Generator, at_s: Floats, xy: Floats) -> Heard:
    """Open sky, but about once an hour nothing arrives for two to eight minutes."""
    return open_sky(dice, at_s, xy)._replace(kept=~_spells(dice, at_s, 3600, (120, 480)))


def frozen_fix(dice: np.random.Generator, at_s: Floats, xy: Floats) -> Heard:
    """Open sky, but about every two hours the same position is told for five to fifteen minutes."""
    heard = open_sky(dice, at_s, xy)
    stuck = _spells(dice, at_s, 7200, (300, 900))
    last_free = np.maximum.accumulate(np.where(stuck, 0, np.arange(len(at_s))))
    return heard._replace(xy=heard.xy[last_free])


def jumps(dice: np.random.Generator, at_s: Floats, xy: Floats) -> Heard:
    """Open sky, but one report in a hundred lies half a kilometre to five away and claims to be right."""
    heard = open_sky(dice, at_s, xy)
    away = dice.random(len(at_s)) < 0.01
    heard.xy[away] += _around(dice, dice.uniform(500, 5000, int(away.sum())))
    return heard


NOISES: dict[str, Noise] = {
    "open-sky": open_sky,
    "urban-canyon": urban_canyon,
    "indoor": indoor,
    "cell-only": cell_only,
    "dropouts": dropouts,
    "frozen-fix": frozen_fix,
    "jumps": jumps,
}


def _heard(xy: Floats, accuracy_m: float) -> Heard:
    return Heard(xy, np.full(len(xy), accuracy_m), "gnss", np.ones(len(xy), np.bool_))


def _lasting(dice: np.random.Generator, at_s: Floats, sigma_m: float, lasts_s: float) -> Floats:
    """An error of `sigma_m` along each axis that forgets itself with the time constant `lasts_s`."""
    kept = np.exp(-np.diff(at_s, prepend=at_s[0]) / lasts_s)
    fresh = dice.normal(0, sigma_m, (len(at_s), 2))
    off = fresh.copy()
    for row in range(1, len(at_s)):
        off[row] = kept[row] * off[row - 1] + np.sqrt(1 - kept[row] ** 2) * fresh[row]
    return off


def _around(dice: np.random.Generator, metres: Floats) -> Floats:
    turn = dice.uniform(0, 2 * np.pi, len(metres))
    return np.column_stack([metres * np.sin(turn), metres * np.cos(turn)])


def _spells(dice: np.random.Generator, at_s: Floats, every_s: float, lasting_s: tuple[float, float]) -> Mask:
    """Stretches of time, one about every `every_s`."""
    within = np.zeros(len(at_s), np.bool_)
    begins = at_s[0] + dice.exponential(every_s)
    while begins < at_s[-1]:
        ends = begins + dice.uniform(*lasting_s)
        within |= (at_s >= begins) & (at_s < ends)
        begins = ends + dice.exponential(every_s)
    return within
