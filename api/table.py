"""Every command by name. A new one is a module in ``api/commands/`` and a line here."""

from collections.abc import Mapping

from api.command import Command
from api.commands import (
    ask,
    backup,
    corpus,
    duty,
    index,
    init,
    intake,
    lessons,
    queue,
    recurrence,
    review,
    schema,
    search,
    triage,
    whatif,
)
from api.commands import eval as evaluation
from api.commands.docket import annual, due, entry, export, guidance, handover, views

COMMANDS: Mapping[str, Command] = {
    "init": init.COMMAND,
    "intake": intake.COMMAND,
    "triage": triage.COMMAND,
    "queue": queue.COMMAND,
    "search": search.COMMAND,
    "review": review.COMMAND,
    "lessons": lessons.COMMAND,
    "recurrence": recurrence.COMMAND,
    "ask": ask.ASK,
    "compare-cases": ask.COMPARE_CASES,
    "corpus": corpus.COMMAND,
    "duty": duty.DUTY,
    "roaming": duty.ROAMING,
    "whatif": whatif.COMMAND,
    "compare": views.COMPARE,
    "importance": views.IMPORTANCE,
    "relief": views.RELIEF,
    "entry": entry.COMMAND,
    "due": due.DUE,
    "overdue": due.OVERDUE,
    "done": due.DONE,
    "flags": due.FLAGS,
    "handover": handover.HANDOVER,
    "happened": handover.HAPPENED,
    "guidance": guidance.GUIDANCE,
    "monitor": guidance.MONITOR,
    "operators": guidance.OPERATORS,
    "export": export.EXPORT,
    "report": annual.COMMAND,
    "burden": export.BURDEN,
    "index": index.COMMAND,
    "eval": evaluation.COMMAND,
    "backup": backup.BACKUP,
    "restore": backup.RESTORE,
    "schema": schema.COMMAND,
}
