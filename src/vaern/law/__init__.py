"""Law as data, reasoning as code: three-valued assessment of a pack's measures, and what a citation says."""

from vaern.law.assessment import assess
from vaern.law.comparison import compare
from vaern.law.explanation import explain
from vaern.law.overview import measures, summary
from vaern.law.portrait import portrait
from vaern.law.statute import Pack

__all__ = ["Pack", "assess", "compare", "explain", "measures", "portrait", "summary"]
