"""A made-up corpus, questions of every frequency, and the engines that are asked them side by side."""
