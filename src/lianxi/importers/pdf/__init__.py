"""PDF with text 有文字的 PDF: lines, columns and paragraphs from where the characters stand on the page."""
