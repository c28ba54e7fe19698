"""Reports of work outside the list (清单外交办事项反映)."""
