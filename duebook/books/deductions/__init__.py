"""What payers kept back: opened, listed, decided; and what the company tolerates."""
