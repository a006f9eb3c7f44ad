"""The docket on the command line: duties entered, watched and done; documents; burden."""
