"""How what is told less exactly is worded: dates, times, figures, places, in both languages."""
