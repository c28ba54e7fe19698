"""Which item of the county's list each row of a file speaks of."""
