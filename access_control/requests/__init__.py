"""Requests (准入申请、调整申请): what a unit applies for, and its way to a decision."""
