"""Pages of regions, bodies, circles and people. Thin: who may, parse, one service or selector, render."""
