"""Line mode: every exercise as lines of text, for screen readers, dumb terminals and pipes.

Reading order: `wording` and `door` (how words leave), `lines` and `ending`
(how lines come in, and signals), `talk` (the conversation), `kinds` (one
question for each kind of step), `player` (a sitting), `visit` (all around it),
`answers` and `script` (a file in place of a person), `today`.

No cursor is moved, nothing is drawn twice, no control byte is written. May
import rich (it does not need to), never textual. Imports nothing until asked.
"""
