"""What the desk shows: stored advice and facts, put into words for a page or a terminal. Reads only."""
