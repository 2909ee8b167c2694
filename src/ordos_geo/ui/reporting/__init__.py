"""The pages of the monthly reporting."""
