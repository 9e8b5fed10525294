"""Pages that read and compare texts and keep nothing 文本体检、文本比对."""
