"""The register of problems (问题台账), and the evaluations by a third party that fill it."""
