"""Every code of what can be wrong with an exercise, a pack or a test: the one table.

A code keeps its meaning for good once it was given out. Each is an error or a
warning, never both; the page of each (why, an example, its mended version) is
in `studio/authoring/code_pages`. Imports nothing but the severities.
"""

from __future__ import annotations

from typing import NamedTuple

from studio.format.problems import Severity


class Code(NamedTuple):
    """How grave it is, what it is in one line, and how grave before a pack is shared."""

    severity: Severity
    title: str
    shared: Severity


def _error(title: str) -> Code:
    return Code("error", title, "error")


def _warning(title: str) -> Code:
    return Code("warning", title, "warning")


def _mind(title: str) -> Code:
    """A warning while a pack is being written, an error before it is given to others."""
    return Code("warning", title, "error")


CODES: dict[str, Code] = {
    # P1xx: YAML
    "P101": _error("A line cannot be read as YAML."),
    "P102": _error("The file is larger than 1 MiB."),
    "P103": _error("The file is nested more than 32 levels deep."),
    "P104": _error("The file holds more than 20,000 texts, lists and blocks."),
    "P105": _error("One text is longer than 64 KiB."),
    "P106": _error("The file is not saved as UTF-8."),
    "P107": _error("A control character stands in the file."),
    "P108": _error("A character that cannot be seen stands in the file."),
    "P109": _error("A tab stands in the file."),
    "P110": _error("A text begins with `&`, which YAML reads as an anchor."),
    "P111": _error("A text begins with `*`, which YAML reads as an alias."),
    "P112": _error("A text begins with `!`, which YAML reads as a tag."),
    "P113": _error("The merge key `<<` is used."),
    "P114": _error("A second document begins in the file."),
    "P115": _error("A line begins with `%`."),
    "P116": _error("The same key stands twice in one block."),
    "P117": _error("A block is written in curly brackets."),
    "P118": _error("A list in square brackets holds more than single words."),
    "P119": _error("What stands before a colon is not a plain word."),
    "P120": _warning("` #` cuts a text off."),
    "P121": _error("There is nothing in the file."),
    "P122": _error("A colon and a blank stand inside a text without quotes."),
    "P123": _error("A text begins with a character that YAML keeps for itself."),
    "P124": _error("A quote is opened and never closed."),
    "P125": _error("Something follows a closed quote or bracket on its line."),
    "P126": _error("A line begins in another column than the lines it belongs to."),
    "P127": _error("A line has no colon."),
    "P128": _error("A square or curly bracket is opened and never closed."),
    "P129": _error("A backslash in double quotes is not followed by anything known."),
    "P130": _error("A list begins on the line of its key."),
    "P131": _error("Something follows `|` or `>` on its line."),
    "P132": _error("A text begins with a question mark and a blank."),
    "P133": _error("Nothing stands before a colon."),
    # P2xx: structure, P23x: names
    "P201": _error("A key that the format does not know here."),
    "P202": _error("A key that must be there is missing."),
    "P203": _error("A text, a list or a block of keys stands where another of them belongs."),
    "P204": _error("A yes/no key holds something other than yes or no."),
    "P205": _error("Not a whole number, or outside the allowed range."),
    "P206": _error("Not a number."),
    "P207": _error("A word that is not in the closed set for this key."),
    "P208": _error("A kind of step that does not exist."),
    "P209": _error("A step without its type."),
    "P210": _error("A name spelled against the rule for names."),
    "P211": _error("Not a duration."),
    "P212": _error("Not a number of minutes."),
    "P213": _error("A list of single words is needed."),
    "P214": _error("The format line is missing or is not a number."),
    "P215": _error("The file is written for a newer version of the format."),
    "P216": _error("Two keys that exclude each other."),
    "P217": _error("One of several keys is needed, and none is there."),
    "P218": _error("Something that cannot be empty is empty."),
    "P219": _error("A key that means nothing without another one."),
    "P230": _error("A name that is not found in the exercise, its pack or the packs it uses."),
    "P231": _error("A name that two used packs have."),
    "P232": _warning("A nearer name hides a farther one."),
    "P233": _warning("An exercise that no installed pack lists."),
    "P234": _error("A follow-up that this exercise does not have."),
    "P235": _error("Values handed to a fragment do not match the names it takes."),
    "P236": _error("A field that the collection does not have."),
    "P237": _error("Evidence that the pack's references do not list."),
    "P238": _error("A shared list of the wrong sort for this use."),
    # P3xx: expressions and pipes
    "P301": _error("An expression cannot be read."),
    "P302": _error("`=` stands where `==` is meant."),
    "P303": _error("A stored value stands in curly quotes."),
    "P304": _error("A name or a field is not known."),
    "P305": _error("An answer is used before it is asked."),
    "P306": _error("An answer is used that is asked on another path only."),
    "P307": _error("A value is compared that is not among the options."),
    "P308": _error("Things are put together that do not fit: a text and a number, say."),
    "P309": _error("A function is not known, or has too few or too many things in its brackets."),
    "P310": _error("Something is used that expressions do not have."),
    "P311": _error("An expression is longer than 200 characters or nested more than 8 deep."),
    "P312": _error("A condition is neither true nor false."),
    "P313": _error("Words in an expression would be shown to a person."),
    "P320": _warning("`!=` or `not` is used over an answer that may be missing."),
    "P321": _warning("Every line of a text needs an answer that may be missing."),
    "P322": _warning("A condition is always true, or always false."),
    "P323": _warning("Nothing may be left of a composed text, and then its blanks are not asked."),
    "P330": _error("`${` is opened in a text and never closed."),
    "P331": _error("`${}` has nothing in it."),
    "P332": _warning("A name in curly brackets without `$` is shown as it stands."),
    # P4xx: flow and time
    "P401": _error("A rating before, without its rating after on some path."),
    "P402": _warning("A rating after, without its rating before."),
    "P403": _warning("Steps that can never be reached."),
    "P404": _error("A repeat that does not say how it ends."),
    "P405": _error("A time to come back needs exactly one of in, every and cue."),
    "P406": _error("A timed step needs either seconds or phases."),
    "P407": _error("Fragments that use each other in a circle."),
    "P408": _error("Steps nested too deep."),
    "P409": _error("A composed text needs either parts or versions."),
    "P410": _error("The lowest is above the highest."),
    "P411": _error("A breathing step without a length or without seconds."),
    "P412": _error("Something private would be kept."),
    "P413": _error("Fewer things to choose from than must be chosen."),
    "P415": _warning("The timed steps alone are longer than the minutes promised."),
    "P416": _error("An order term needs exactly one key."),
    "P417": _error("A keep item needs exactly one of to, update and archive."),
    "P418": _error("Something that cannot be changed, put away or gone over."),
    "P420": _warning("A query that nothing reads."),
    "P421": _warning("The minutes promised are far from what any path takes."),
    "P422": _error("Fragments that put too many steps in."),
    "P423": _error("Queries that read each other in a circle, or too deep."),
    # P5xx: text, P52x: translations
    "P501": _error("A text without words."),
    "P502": _warning("A text longer than a screen."),
    "P503": _error("A pipe in a text that takes none."),
    "P504": _warning("A label too long for one line."),
    "P505": _error("A question without its words."),
    "P506": _warning("Markdown that is not carried out."),
    "P507": _warning("Two options that read alike."),
    "P520": _error("A line of a translation cannot be read as a PO file."),
    "P521": _error("A translation whose pipes are not those of the original."),
    "P522": _warning("A translation of a text that the pack does not have."),
    "P523": _warning("A text that is not translated."),
    "P524": _warning("A translation that is marked fuzzy."),
    "P525": _error("The file of a translation is not named after its language."),
    # P6xx: identity
    "P601": _error("An id that is used twice."),
    "P602": _error("A question without an id."),
    "P603": _error("The id and the name of the file or folder differ."),
    "P604": _error("A follow-up asks under an id of the first session."),
    "P605": _error("An id that looks like an automatic one."),
    "P606": _error("A reserved word as a name."),
    "P607": _error("An option that stands in two groups."),
    "P608": _warning("Two packs have an exercise of the same id."),
    "P620": _warning("An exercise that was given to others is gone."),
    "P621": _error("An id that earlier sessions have is gone."),
    "P622": _error("An id holds another kind of answer than in earlier sessions."),
    "P623": _error("An option that earlier sessions chose is gone."),
    "P624": _error("A rating has another range than in earlier sessions."),
    "P625": _error("shapes.lock cannot be read."),
    "P626": _mind("shapes.lock does not tell of this version."),
    # P7xx: packs
    "P701": _error("A section stands both in pack.yml and in its own file."),
    "P702": _mind("The pack lists an exercise that has no file."),
    "P703": _mind("A file that its pack does not list."),
    "P704": _error("A used pack that is not installed."),
    "P705": _mind("An exercise in a folder without pack.yml."),
    "P706": _error("A shared section in a folder without pack.yml."),
    "P707": _error("Two packs with the same id."),
    "P708": _error("A section file holds something else."),
    "P709": _warning("A file in the folder of a pack that is no part of it."),
    "P710": _error("A pack to share without a summary."),
    "P711": _error("A pack to share that does not say who wrote it."),
    "P712": _error("A pack to share that does not say how it may be used."),
    "P713": _error("An exercise to share without a test."),
    "P714": _error("Evidence is named, and the pack lists no references."),
    # P8xx: tests and answers files
    "P801": _error("A test of an exercise that is not there."),
    "P802": _error("A test names an id, a rule or a follow-up that the exercise does not have."),
    "P803": _error("An answer that was never used."),
    "P804": _error("A question that has neither an answer nor a place under skips."),
    "P805": _error("A value that is not among the options."),
    "P806": _error("An answer of the wrong shape for its step."),
    "P807": _error("An answer that the question does not take."),
    "P808": _error("A step that cannot be skipped."),
    "P809": _error("A care rule with no answer for it."),
    "P810": _error("The time of a test is not a day and a time."),
    "P811": _error("A test that cannot be played."),
    "P812": _error("A follow-up that is not due when a test comes back for it."),
    "P813": _error("A stop, or answers to refuse, at a step that is never met."),
    "P820": _error("Another path than expected."),
    "P821": _error("A step that was not to be met."),
    "P822": _error("Another ending than expected."),
    "P823": _error("Other last words than expected."),
    "P824": _error("An outcome value that is not as expected."),
    "P825": _error("Something that was to be kept and is not."),
    "P826": _error("Something was kept that was not to be."),
    "P827": _error("Other words on a screen than expected."),
    "P828": _error("Something that was to come back and does not."),
    "P829": _error("Another exercise is offered afterwards than expected."),
    "P830": _error("Another length than expected."),
    "P831": _error("An answer that was to be refused is taken."),
    "P840": _warning("A screen without words was met on a random walk."),
    "P841": _warning("Steps that no random walk has reached."),
    "P842": _error("A question that can be neither answered nor skipped."),
    # P9xx: care
    "P901": _error("A care rule that looks at ratings, without a measure."),
    "P902": _warning("An own measure with the name of one that care rules watch."),
    "P903": _warning("A contact line that was last checked over a year ago."),
    "P904": _mind("Words that promise too much or judge."),
    "P905": _mind("An activating exercise that never asks how upset the person is."),
    "P906": _mind("Breathing without the breath flag."),
    "P907": _mind("A breath that everybody is asked to hold."),
    "P908": _warning("Breathing that is fast enough to make dizzy."),
    "P909": _mind("Words of harm without the danger flag."),
    "P910": _mind("Words about not wanting to live, and nobody to talk to."),
    "P911": _warning("A question about something hard that cannot be skipped."),
    "P912": _warning("Words about weight or size under the body-image flag."),
    "P913": _warning("Words that sound like a clinic."),
    "P914": _warning("An exercise that takes longer than half an hour."),
}
