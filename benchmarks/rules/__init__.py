"""An invented repository of any size 基准语料: deterministic by its seed, one work after the other, none kept."""
