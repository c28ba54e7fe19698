"""The office's own file given back: marked cells, comments, the column 错误说明 and the sheet 导入问题."""
