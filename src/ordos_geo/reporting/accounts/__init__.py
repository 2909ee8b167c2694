"""Who may sign in: accounts, passwords, lock-out."""
