"""Pages of accounts and roles: find out who may, parse, call one service or selector, render."""
