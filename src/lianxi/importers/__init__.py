"""Bytes in → text and tables. What comes from outside is taken apart here, within limits, and judged by the apps."""
