"""Sign-off (確認): no lesson leaves before its originator and the secretariat said so.

put up ─► asked ─ originator: accepts, asks for a change, disputes ─► accepted ─ approved ─► leaves
            └ due date past: overdue, never consent                       another person ┘
"""
