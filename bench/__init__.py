"""Speed, measured in one run against references: `make bench`.

Reading order: `probe` (a program in a real pty, its bytes and times), `seed`
(a home with so many exercises and outcomes), `start`, `keys`, `disk`,
`reading` (what is measured), `table` (the budgets and the page). Nothing here
is part of the program; no test asserts a time.
"""
