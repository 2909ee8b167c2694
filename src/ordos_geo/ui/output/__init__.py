"""The page that makes files of maps."""
