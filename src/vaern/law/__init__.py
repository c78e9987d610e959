"""Law as data, reasoning as code: three-valued assessment of a pack's measures, and what a citation says."""

from vaern.law.assessment import assess
from vaern.law.comparison import compare
from vaern.law.explanation import explain
from vaern.law.outline import outline
from vaern.law.overview import measures, summary
from vaern.law.portrait import portrait
from vaern.law.statute import Pack
from vaern.law.treatment import treatment

__all__ = ["Pack", "assess", "compare", "explain", "measures", "outline", "portrait", "summary", "treatment"]
