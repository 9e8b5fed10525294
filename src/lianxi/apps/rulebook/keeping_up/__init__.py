"""清理与备案: what reviews came to, what was not gone through since a day, and what was filed on time.

Rows are computed on reading. Nothing here hands work out: clean-up campaigns are matters of a later field.
"""
