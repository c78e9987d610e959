"""The police districts' own action plans, as the strategy of 2007 asks of each."""
