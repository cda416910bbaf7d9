"""The browser's face: pages drawn from hand-made views, every route, and real runs in Chromium."""
