"""The findings handed back where people write: comments in Word, rewritten lines as tracked changes."""
