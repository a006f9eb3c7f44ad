"""Two worlds: one hidden thing more in a workspace changes nothing that a viewer observes."""
