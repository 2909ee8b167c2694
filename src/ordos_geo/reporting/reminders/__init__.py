"""Who has not reported: letters, attachments, mail."""
