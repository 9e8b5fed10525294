"""A table of people 人员表: its columns, its rows as lines, and what taking them would change."""
