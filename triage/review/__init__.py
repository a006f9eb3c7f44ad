"""What people decide (審査): about a case, and about two cases; it binds whatever runs later."""
