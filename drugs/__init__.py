"""What is true about drugs; knows nothing of questions."""
