"""One reader a format: bytes that anyone may have sent, read into a neutral `Document`.

Everything here runs in the child process of `corpus.intake.sandbox`; nothing here is imported by
the parent, `corpus.intake.document` is what both know.
"""
