"""Word files 文字处理文件: text as accepted, with the numbers Word makes, its notes and its changes."""
