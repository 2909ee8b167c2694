"""Interactive map of Ordos City's regional cooperation, built from the published action plan."""
