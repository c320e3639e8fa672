"""How good is it: questions with gold, and the commands that measure."""
