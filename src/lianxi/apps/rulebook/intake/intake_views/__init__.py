"""Pages of the intake 入库: handing files in, a batch, and one file of it."""
