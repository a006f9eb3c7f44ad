"""How alike two cases are in how they failed, and how probable it is that they failed alike."""
