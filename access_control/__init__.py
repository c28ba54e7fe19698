"""The gate: what departments and townships apply for, and what may never reach a township."""
