"""Reports and ledgers that are asked of townships (报表台账登记)."""
