"""Rekindle, the closed-lost desk. Each folder is a room; see docs/rooms.md for what may know what."""
