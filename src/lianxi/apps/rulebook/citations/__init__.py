"""Who cites whom 引用与待核: rows of citations, what has gone stale, what lapses."""
