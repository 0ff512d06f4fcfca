"""The stable codes of what can be wrong with an exercise or a pack.

One line for each, so that the reference and `explain` can list them. P1xx
belongs to `source`, P3xx to `expressions` and `piping`; the rest is here. A
code, once given out, keeps its meaning for good. Imports nothing.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    # P2xx: structure
    "P201": "A key that the format does not know here.",
    "P202": "A key that must be there is missing.",
    "P203": "A text, a list or a block of keys stands where another of them belongs.",
    "P204": "A yes/no key holds something other than yes or no.",
    "P205": "Not a whole number, or outside the allowed range.",
    "P206": "Not a number.",
    "P207": "A word that is not in the closed set for this key.",
    "P208": "A kind of step that does not exist.",
    "P209": "A step without its type.",
    "P210": "A name spelled against the rule for names.",
    "P211": "Not a duration.",
    "P212": "Not a number of minutes.",
    "P213": "A list of single words is needed.",
    "P214": "The format line is missing or is not a number.",
    "P215": "The file is written for a newer version of the format.",
    "P216": "Two keys that exclude each other.",
    "P217": "One of several keys is needed, and none is there.",
    "P218": "Something that cannot be empty is empty.",
    "P219": "A key that means nothing without another one.",
    "P230": "A name that is not found in the exercise, its pack or the packs it uses.",
    "P231": "A name that two used packs have.",
    "P232": "A nearer name hides a farther one.",
    "P233": "An exercise that no installed pack lists.",
    "P234": "A follow-up that this exercise does not have.",
    "P235": "Values handed to a fragment do not match the names it takes.",
    "P236": "A field that the collection does not have.",
    "P237": "Evidence that the pack's references do not list.",
    "P238": "A shared list of the wrong sort for this use.",
    # P4xx: flow and time
    "P401": "A rating before, without its rating after on some path.",
    "P402": "A rating after, without its rating before.",
    "P403": "Steps that can never be reached.",
    "P404": "A repeat that does not say how it ends.",
    "P405": "A time to come back needs exactly one of in, every and cue.",
    "P406": "A timed step needs either seconds or phases.",
    "P407": "Fragments that use each other in a circle.",
    "P408": "Steps nested too deep.",
    "P409": "A composed text needs either parts or versions.",
    "P410": "The lowest is above the highest.",
    "P411": "A breathing step without a length or without seconds.",
    "P412": "Something private would be kept.",
    "P413": "Fewer things to choose from than must be chosen.",
    "P414": "A kind of step that is read but cannot be drawn yet.",
    "P415": "The timed steps alone are longer than the minutes promised.",
    "P416": "An order term needs exactly one key.",
    "P417": "A keep item needs exactly one of to, update and archive.",
    "P418": "Something that cannot be changed, put away or gone over.",
    # P5xx: text
    "P501": "A text without words.",
    "P502": "A text longer than a screen.",
    "P503": "A pipe in a text that takes none.",
    "P504": "A label too long for one line.",
    "P505": "A question without its words.",
    # P6xx: identity
    "P601": "An id that is used twice.",
    "P602": "A question without an id.",
    "P603": "The id and the name of the file or folder differ.",
    "P604": "A follow-up asks under an id of the first session.",
    "P605": "An id that looks like an automatic one.",
    "P606": "A reserved word as a name.",
    "P607": "An option that stands in two groups.",
    # P7xx: packs
    "P701": "A section stands both in pack.yml and in its own file.",
    "P702": "The pack lists an exercise that has no file.",
    "P703": "A file that its pack does not list.",
    "P704": "A used pack that is not installed.",
    "P705": "A folder without pack.yml.",
    "P707": "Two packs with the same id.",
    "P708": "A section file holds something else.",
    # P8xx: tests
    "P801": "A test of an exercise that is not there.",
    "P802": "A test names an id or a value that the exercise does not have.",
    # P9xx: care
    "P901": "A care rule that looks at ratings, without a measure.",
    "P902": "An own measure with the name of one that care rules watch.",
    "P903": "A contact line that was last checked over a year ago.",
    "P904": "Words that promise too much or judge.",
    "P905": "An activating exercise that never asks how upset the person is.",
    "P906": "Breathing without the breath flag.",
}
