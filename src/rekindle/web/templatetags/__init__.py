"""Small parts that templates share: icons, glyphs, hidden keys."""
