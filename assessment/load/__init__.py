"""The load of the townships side by side (基层负担年度对照): computed, nothing to fill in."""
