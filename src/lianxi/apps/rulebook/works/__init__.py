"""Pages of what is kept 制度库: the list, a work on any day, its versions and what happened to it."""
