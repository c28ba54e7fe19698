"""What townships tell once a year of the items they carry (清单执行情况)."""
