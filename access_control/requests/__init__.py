"""Requests (准入申请、调整申请): what a unit applies for and the way of it to the county's decision."""
