"""Backup and restore 备份与恢复: database, uploads and audit heads of one moment in one file.

Why it lives beside the command line: docs/decisions/0002-backup-lives-beside-the-command-line.md
"""
