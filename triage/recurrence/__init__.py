"""The recurrence alarm: accidents that a lesson already shared should have prevented."""
