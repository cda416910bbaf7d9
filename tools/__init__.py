"""What the makers need: generated pages, locks."""
