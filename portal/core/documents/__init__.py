"""What the portal knows of files to download beyond type and size."""
