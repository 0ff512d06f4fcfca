"""The real program in a real terminal, over a real data folder."""
