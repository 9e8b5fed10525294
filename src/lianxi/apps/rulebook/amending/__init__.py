"""Amending decisions carried out on works of the repository 套用修改决定: tried, confirmed, proven."""
