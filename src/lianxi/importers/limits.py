"""How large a file may be, and how long its reading may take 上限. Each limit with its reason."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

LARGEST_FILE = 50 * MEGABYTE
"""A printed law collection of 1,000 pages is about 20 MB as PDF; more than 50 MB is scans."""

LARGEST_UNPACKED = 200 * MEGABYTE
"""Pictures in an office file hardly shrink when packed, so whatever grows beyond this was made to grow."""

LARGEST_PART = 32 * MEGABYTE
"""One XML part in memory takes about eight times its size, and the reader has 512 MiB; 32 MB is over 2,000 pages."""

MOST_PARTS = 5_000
"""Parts in an office file; one with a picture on each of 1,000 pages stays below half of it."""

MOST_CHARACTERS = 10_000_000
"""All statutes in force together are about five million characters."""

MOST_PAGES = 3_000
"""PDF pages; the thickest yearbook printed in one volume has fewer."""

MOST_ROWS = 20_000
"""Rows of one sheet that is read as a document."""

SECONDS = 10
"""Time of one reading: who waits at a page for longer believes it is stuck."""

MEMORY = 512 * MEGABYTE
"""Memory of one reading: the smallest office server has 2 GiB and serves pages at the same time."""

OFFICE_SECONDS = 8
"""Time LibreOffice has for an old Word file within those ten seconds; it starts in three."""

OFFICE_MEMORY = 1024 * MEGABYTE
"""Address space while LibreOffice runs: its libraries alone map half of it; what it fills stays within `MEMORY`."""
