"""What a coach's page is made from: counted as the morning is planned, kept, and read by the page."""
