"""Assessment schemes (考核方案) and what is found in them."""
