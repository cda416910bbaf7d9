"""See docs/rooms.md."""
