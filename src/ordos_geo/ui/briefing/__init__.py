"""Meeting mode and the handout."""
