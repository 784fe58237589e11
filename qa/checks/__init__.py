"""What `qa.gate` asks of a sentence, one promise a module. They read texts; they know nothing of answers."""
