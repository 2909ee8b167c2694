"""What map pages are composed of."""
