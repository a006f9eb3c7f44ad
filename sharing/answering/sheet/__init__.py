"""The spreadsheet of answers (xlsx): written for a carrier, and read when it comes back filled."""
