"""The keys of what is due of a serious accident, and the state of each."""

from triage.docket.due import DueList

FIRST = "jp-2025-04/serious/first"
DETAILED = "jp-2025-04/serious/detailed"
NOTICE = "jp-2025-04/clock/user_notice"


def states(found: DueList) -> dict[str, str]:
    return {item.key: item.state for item in found.items}
