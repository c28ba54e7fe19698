"""The office's own file given back: marked cells, comments, a column 错误说明, a sheet."""
