"""Meetings (会議) of the committee: agenda and minutes, kept with the cases they decided on."""
