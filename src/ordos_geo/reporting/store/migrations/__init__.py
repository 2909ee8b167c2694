"""The history of the store's schema, one step a module in `versions`; run on first use."""
