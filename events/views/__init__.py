"""What the public addresses of events and meetings answer, and the desk of the second person."""
