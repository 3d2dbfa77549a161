"""What staff paste from Word, Excel and PDF, made clean. Pure: text in, text out."""
