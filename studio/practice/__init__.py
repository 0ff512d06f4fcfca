"""What the front ends work with: a desk, and the sittings begun at it.

Reading order: `desk` (what may be asked for), `beginning` (what a session is
told before its first step), `sitting` (a session with its clock and its place
on disk), `today` (what is worth showing first), `card`,
`context` (what a session may know of what is kept). Decides nothing that
happens inside a session; draws nothing.
"""
