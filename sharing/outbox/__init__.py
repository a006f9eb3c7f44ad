"""What is to be sent (送信箱): queued with what it is about, sent at least once."""
