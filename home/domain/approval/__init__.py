"""決裁: a text goes through the route of its section before it is published."""
