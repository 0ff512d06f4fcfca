"""The practice studio: guided exercises in the terminal, in reading order.

`errors` what a person is told; `format` what an exercise is; `engine` what
happens in a session; `store` what is kept; `library` where exercises come
from; `insights` what it adds up to; `practice` what both front ends work
with; `tui` full screen; `plain` line by line; `authoring` the author's bench;
`cli` the door. Each room may import those named before it, never after.
"""
