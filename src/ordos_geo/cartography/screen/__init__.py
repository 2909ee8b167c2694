"""The map on screen: placed features, published assets and the pydeck deck."""
