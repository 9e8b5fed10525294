"""Web pages 网页: the main text is found, what stands around it is left out and listed."""
