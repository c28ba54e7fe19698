"""How the public reaches who answers: telephones, addresses and hours of departments and townships
in one table, by hand or from a workbook.
"""
