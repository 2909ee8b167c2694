"""The monthly reporting over the register: duties, change between months, statuses on the map."""
