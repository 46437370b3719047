"""The books as files, streamed from the database's own cursor: lists for a spreadsheet, a journal for an
accountant's tool. No donor is named in any of them, and no case.
"""
