"""What three people write in a year: moments that happened to them, and what they say about them.

For: `screenshots.year`. All of it is made up. A moment is what one session is about, so that
what happened, what it seemed to mean and what was kept of it belong together; what belongs to
no moment is under the id of its step.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """Something that happened, and how it goes on in somebody's words."""

    event: str
    """As a camera would see it, as a sentence."""
    fact: str
    """The same after "when"."""
    who: str
    tag: str
    """One of the shipped trigger tags."""
    thought: str
    harsh: str
    kinder: str
    others: tuple[str, str]
    """Two other readings."""
    ok: str
    """What was handled all right."""


MOMENTS = (
    Moment(
        "My message shows as read. No reply for two days.", "a message of mine is left unanswered",
        "M.", "no_reply", "She is done with me.", "I'm too much for people.",
        "One late answer is about one week of hers. Others write back.",
        ("She saw it at work and meant to answer later.", "Her week is full."),
        "I put the phone away and cooked.",
    ),
    Moment(
        "Two friends posted a photo from a dinner. I was not asked.", "you meet without me",
        "R. and A.", "left_out", "They like it better without me.", "I don't belong anywhere.",
        "I was not at one dinner. I was at three others this year.",
        ("It was decided on the way home from work.", "The table was for four."),
        "I wrote A. that it looked like a good evening.",
    ),
    Moment(
        "My manager said “Let's talk later” and shut the door.", "a talk is put off without a word",
        "my manager", "criticised", "I'm going to lose this job.", "I always fail at work.",
        "One talk was put off. The last two were fine.",
        ("A call came in.", "It is about the plan for next month."),
        "I finished the page I was on.",
    ),
    Moment(
        "My brother told the story about the boat again, and all laughed.",
        "you tell the story about me", "my brother", "teased", "They think I'm a fool.",
        "I'm the family joke.", "It is an old story. I have learned to sail since.",
        ("He tells it because he likes that summer.", "He has not seen my face while he tells it."),
        "I said once that I'd rather not hear it, and passed the bread.",
    ),
    Moment(
        "In the meeting my idea got no comment. Later L. said it and got nods.",
        "an idea of mine is passed over", "L.", "interrupted", "Nobody listens to me.",
        "I don't count in this room.", "The idea was good enough to be taken up.",
        ("L. heard it and forgot where from.", "I said it while two people were typing."),
        "I said “That is close to what I meant”, and went on.",
    ),
    Moment(
        "The neighbour did not answer my hello on the stairs.", "a hello gets no answer",
        "the neighbour", "misunderstood", "He can't stand me.", "People don't want me near.",
        "He did not answer once. In spring he carried my shelf.",
        ("He had earphones in.", "He was counting the bins."), "I said hello the next day too.",
    ),
    Moment(
        "The choir gave the solo to somebody new.", "a part goes to somebody else", "the choir",
        "turned_down", "My voice was never any good.", "I'm second choice everywhere.",
        "I was turned down for one song. I am asked for the low parts each year.",
        ("The key suits her.", "They want everyone to have a turn."),
        "I told her that it sounded good, and meant it.",
    ),
    Moment(
        "My sister said “You are too sensitive” on the phone.", "you call me too sensitive",
        "my sister", "criticised", "She has had enough of me.", "Something is wrong with me.",
        "I notice a lot. That is a part of me she also asks for.",
        ("She was tired and wanted to end the call.", "She did not know what to say."),
        "I said that I'd call on Sunday, and did.",
    ),
    Moment(
        "A. cancelled for the second time, an hour before.", "a plan is dropped an hour before",
        "A.", "plans_changed", "I'm the one who can be dropped.", "I'm not worth the bus fare.",
        "Two evenings fell through. We had nine this year.",
        ("The child is ill again.", "Money is short and that is hard to say."),
        "I asked for another day, and went for a walk.",
    ),
    Moment(
        "T. corrected me in front of the whole class.", "I am corrected in front of others", "T.",
        "corrected_in_public", "Now they all know that I'm slow.", "I'm stupid.",
        "I mixed up two words out of many.",
        ("It was on the list of things to go through.", "T. does that to everybody by week three."),
        "I wrote the right word down and asked a question later.",
    ),
)  # fmt: skip

WORDS: dict[str, tuple[str, ...]] = {
    # What is kept often, so that a year of it does not read like one day.
    "grateful": (
        "soup from A.", "the bus driver waited", "an hour of sun on the steps", "R. called first",
        "the library was warm", "a good page of work", "bread from the corner",
        "the dog next door", "B. laughed at my letter", "a seat by the window",
        "the plumber came on time", "tea with the neighbour", "rain after the dust",
        "my old boots held", "somebody held the door", "a song on the radio at six",
        "the market smelled of oranges", "a card from D.", "no meeting on Friday",
        "the first frost on the roofs", "a long sleep", "the child on the stairs waved",
    ),
    "grace": (
        "I let R. finish before I spoke.", "I said “not today” in a level voice.",
        "I waited a night before I answered.", "I asked what he meant.",
        "I left the chat for an hour instead of writing back.", "I said sorry for my tone.",
        "I kept to what I had seen.", "I let the joke pass and changed the subject.",
    ),
    "taken_in": (
        "My letters are long.", "I could ask sooner.", "The second page was the better one.",
        "I speak fast when I am tired.",
    ),
    "best": (
        "stay calm when a plan falls through", "ask before I decide what it means",
        "say no and stay friendly", "begin again after a bad day", "keep a promise to myself",
        "listen when I am cross", "finish what I start", "let somebody else be right",
        "hold my line and pass the bread", "wait a night", "ask for help with the shelf",
        "be kind to somebody who was not kind to me",
    ),
    "win": (
        "I put the phone face down.", "I waited until morning.", "I answered in two sentences.",
        "I went for a walk first.", "I asked a question instead.", "I let it ring.",
    ),
    "line": (
        "I said what I wanted for supper.", "I did not check the phone until noon.",
        "I told T. that I needed a minute.", "I stayed polite with the landlord.",
        "I went to the choir although I was tired.", "I asked R. to call before she comes.",
        "I said no to the extra shift.", "I wrote to B. after all this time.",
        "I let the form letter be a form letter.", "I held my line about the story.",
        "I sat with it for ten minutes and it passed.", "I thanked L. and said it was my idea too.",
    ),
    "doubt": (
        "I can't do this.", "Nobody would notice if I stayed away.", "I have not changed at all.",
        "The others manage.",
    ),
    "fair": ("some weeks are hard, and I have stood in hard weeks before",),
    "word": ("tired", "level", "sore", "light", "heavy", "hopeful", "flat", "busy"),
    "routine": ("sit on the step and breathe", "draw one small thing", "walk round the block"),
    "cue": ("put the kettle on", "come home", "brush my teeth"),
    "tiny": ("one breath", "one line", "to the corner"),
    "goal": (
        "name one feeling a day", "write to one person a week", "sing twice a week",
        "leave work at six on Tuesdays", "ask one question in each class",
        "finish the shelf", "eat lunch away from the desk", "call B. on Sundays",
    ),
    "first_step": ("write it on the calendar", "lay the paper out", "find the address"),
    "obstacle": ("I come home late", "I forget", "I feel low"),
    "plan": (
        "one quiet minute before the phone", "keep the journal short", "a walk on Wednesdays",
        "ask A. for company", "leave the evening news out",
    ),
    "heard": ("You stay calmer on the phone.", "You could ask sooner."),
    "with_what": ("other people's houses", "how easy it seems for L."),
    "then_now": (
        "I ask instead of guessing.", "I sleep after a hard call.", "I say when it hurts.",
        "I know who I can call.",
    ),
    "own_value": ("openness",),
    "why": ("I once stayed with a neighbour all night, and would do it again.",),
    "situation": ("my brother calls while I work", "the class on Thursday"),
    "act_done": ("I called him back at six.", "I asked about her mother."),
    "chapter": ("The small kitchen", "Two rooms and a boat", "After the choir"),
    "happened": ("We moved twice in one year. I knew nobody in the house.",),
    "did": ("I cooked each evening.\nI joined the choir although I knew nobody.",),
    "tells": ("I keep going, and I like a full table.",),
    "heading": ("A kitchen with room for six.",),
    "told": (
        "We moved twice. I cooked each evening. I joined the choir. I keep going.",
        "We moved twice, and I joined the choir. Now there are six chairs. I keep going.",
        "I left the class once and came back. I ask more now. There are six chairs.",
    ),
    "dose": ("twenty minutes on Saturday", "one page a week"),
    "contributed": ("a bike for the girl next door", "soup for the stairs", "a song for B."),
    "pursuits": ("the choir", "mending bikes", "letters to old people"),
    "turn_to": ("hum one song", "oil one chain", "write one line"),
    "sources": ("A.", "R.", "my sister", "the choir", "the library", "the neighbour", "Dr. K."),
    "places": ("the repair café", "a drawing class"),
    "step": ("Ask at the library on Saturday.", "Write to R. about the walk."),
    "not_ok": ("jokes about my past", "calls after nine", "visits without asking"),
    "ok": ("being teased about my cooking", "a call before supper"),
    "treatment": ("to be asked first", "a straight answer"),
    "need": ("evenings to myself",),
    "request": ("ask me first this week", "write before six"),
    "mine": (
        "Please ask me before you tell that one. I'd like to laugh too.",
        "I read messages until nine. What comes later waits until morning.",
        "If you are going to be late, please write.",
    ),
    "steady_line": ("I mean it kindly, and I mean it.",),
    "said": ("I said my line once and changed the subject.", "I muted the chat until morning."),
    "learned": (
        "It had nothing to do with me.", "It was decided at noon.", "Asking took a minute.",
    ),
    "went_well": ("I let them finish.", "I asked once, and left it there."),
    "raw": ("You never think of me.",),
    "words": (
        "Your report was late again.", "You talk too fast.", "That was better than last time.",
    ),
    "useful": ("A shorter report.", "A day more for the second look."),
    "repair": ("Tell her on Tuesday next time.",),
    "notice": ("I had hoped that it would be different this time",),
    "shared": ("somebody walks away from a talk", "they are not asked"),
    "kind": ("You stayed level, and you may be sad about it", "It will pass, and you tried"),
    "who_when": ("R., on Thursday", "the neighbour, tonight"),
    "reply": ("I can't come on Friday. Could we find another day?",),
    "strength": ("steady", "curious", "a good listener"),
    "voice": ("place at the table",),
    "first_move": ("Write it down after supper.",),
    "prediction": ("they will drop me",),
    "meanwhile": ("dig the garden", "sort the photographs"),
    "question": ("Are they angry with me?", "Will they write?", "Is my place still mine?"),
    "setting": ("on the phone", "on the stairs", "at work", "at the table"),
    "share": ("I felt a bit left out.", "I am not sure I am good at my job."),
    "fear": ("she laughs",),
    "hope": ("she nods",),
    "see": ("the lamp", "a blue cup", "the crack in the wall", "my coat"),
    "hear": ("the fridge", "a bus"),
    "options": ("sleep on it", "write it down", "go for a walk", "ask her"),
    "untouched": ("my hands are good at things", "A. likes me", "I sing"),
    "friend": ("It was one evening, and you are more than an evening.",),
    "event_line": ("I was turned down for this.", "I had a bad day."),
    "verdict": ("a nobody",),
    "verdict_line": ("I failed because I'm weak.",),
    "turn": ("This tells me that I need sleep before such a day.",),
    "way": ("I had slept four hours.",),
    "expected": ("every day",),
    "smaller": ("once a week",),
    "others_like": ("people who have moved",),
    "person": ("R.", "somebody like my aunt"),
    "which": ("No jokes about the boat.",),
    "boundary": ("Stories about me are mine to tell.", "Evenings are for resting."),
    "topic": ("the dinner", "the key under the mat"),
    "not_mine": ("his bad morning",),
    "questions": ("How did it look from your side?", "Is there something I missed?"),
    "rungs": ("a song I like", "a harmless slip", "a favour", "a worry about work"),
    "lines": ("One no is about one thing.", "Next I'll put the kettle on.",
              "I'll think about it and come back to you."),
    "thought_line": ("I notice the thought that nobody calls.",),
}  # fmt: skip
"""What is written under a step's id; a list takes several of them."""

SLOTS: dict[str, tuple[str, ...]] = {
    "response": ("go quiet", "explain too much"), "need": ("a day to think", "to be asked"),
    "cue": ("it is Tuesday at six", "the kettle boils"), "plan_b": ("do the tiny version",),
    "small_change": ("ask on the first day",), "by_when": ("tomorrow at noon",),
    "pace": ("slow and mostly even",), "small_step": ("one call on Sunday",),
    "name": ("R.",), "reason": ("I saw the bridge",), "small_thing": ("a walk",),
    "expected": ("a yes",), "fair": ("a maybe", "some weeks are hard, and I have stood in those"),
    "act": ("asking one question",), "what_i_do": ("put the phone down",),
    "after_that": ("call A.",), "part": ("it is late",), "time": ("tomorrow",),
    "their_point": ("a long day",), "request": ("to hear about it first",),
    "rough": ("the class",), "together": ("walk",), "action": ("I put the kettle on",),
    "line": ("One no is about one thing.",),
}  # fmt: skip
