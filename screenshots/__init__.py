"""Pictures of the real screens, drawn by `make screenshots` and never by hand.

Reading order: `scenes` says what a person does and where a picture is taken,
`stage` is the real app in a home of its own with a clock that is held, and
`picture` turns the cells of a screen into SVG. `python -m screenshots` draws
all of them into `pictures/`, and the three of the README as PNG beside them.
"""
