"""Four ways through the shipped exercises, each told twice: as acts and as an answers file."""

from __future__ import annotations

from tests.endtoend.acts import (
    Add,
    Choose,
    Item,
    Mark,
    Own,
    Rate,
    Read,
    Sit,
    Skip,
    Story,
    Take,
    Write,
    WriteLines,
)

TWO_READINGS = Story(
    "two-interpretations",
    (
        ("What shall we look at?", Choose("something that happened")),
        ("The facts only", Write("They walked past without a word.")),
        ("How upset or tense", Rate(6)),
        ("What did your mind say", Write("They are angry with me.")),
        ("How likely does that feel?", Rate(8)),
        ("Whose fault", Choose("mine")),
        ("Hold that one", Read()),
        ("Pick two or more", Mark(("timing", "their mood or load"))),
        (
            "They don't have to be nice",
            Add(
                (
                    Item("They were late for a train.", "timing", 7),
                    Item("They had bad news.", "their mood or load", 10),
                )
            ),
        ),
        ("And the first one", Rate(4, reveals=True)),
        ("Where does that leave you?", Choose("I can't tell yet")),
        ("What next?", Choose("leave it")),
        ("How upset or tense", Rate(4, reveals=True)),
        ("Keep", Choose("Keep it")),
        ("Check back", Choose("in 3 days")),
        ("Did this help", Skip()),
    ),
    """\
answers:
  mode: event
  cue: They walked past without a word.
  distress_before: 6
  first_reading: They are angry with me.
  first_likely_before: 8
  blame: mine
  looked_through: [timing, mood_load]
  alts:
    - text: They were late for a train.
      lens: timing
      plausible: 7
    - text: They had bad news.
      lens: mood_load
      plausible: 10
  first_likely_after: 4
  stance: cannot_tell
  next: leave
  distress_after: 4
  saved: [readings]
  check_back: three_days
""",
    "You stopped and looked for other ways to read it.",
)

BODY_SCAN = Story(
    "body-scan",
    (
        ("Attention to the body", Choose("hands and feet only")),
        ("How upset or tense", Rate(5)),
        ("How long?", Choose("3 minutes")),
        ("How would you like to be?", Choose("standing")),
        ("", Sit(("Feet", "Hands", "Feet", "Hands", "The room"))),
        ("What stood out?", Mark(("warm", "tight"))),
        ("Where?", Mark(("feet", "neck, jaw"))),
        ("Does one of these spots", Choose("yes, I'll pick it")),
        ("Which one?", Choose("shoulders")),
        ("Keep it as your early sign?", Choose("Keep it")),
        ("How upset or tense", Rate(5, reveals=True)),
        ("Come back to this?", Choose("after work")),
        ("Did this help", Skip()),
    ),
    """\
answers:
  form: hands_feet
  distress_before: 5
  length: short
  posture: standing
  scan:
    skipped: [feet, hands, feet_again, hands_again, room]
  felt: [warm, tight]
  places: [feet, neck_jaw]
  has_cue: yes
  cue: shoulders
  distress_after: 5
  again: after_work
""",
    "You moved through your body and noticed what was there.",
)

THE_WORDS = Story(
    "boundary-scripting",
    (
        ("Could saying it make you less safe?", Choose("No")),
        ("What is the line", Write("No messages after nine")),
        ("Who would you say it to?", Choose("colleague")),
        ("How ready do you feel", Rate(3)),
        ("When...", Write("a message comes after nine")),
        ("I feel...", Choose("tense")),
        ("What I need is...", Write("evenings to myself")),
        ("Please...", Write("write before six")),
        ("If it goes on", Own("I stop talking to you for a week")),
        ("Is this step...", Mark(("mine to do",))),
        ("If it goes on", Choose("mute the chat for a day")),
        (
            "Is this step...",
            Mark(("mine to do", "safe", "small enough that I'd do it", "not a punishment")),
        ),
        ("Which tone", Choose("plain")),
        ("Three drafts", Take("plain")),
        ("Make it yours", WriteLines("After nine I feel tense. Please write before six.")),
        ("Read it once more", Mark(("one ask only", "no blame words"))),
        ("Say it out loud", Sit(("The first time.", "And once more."), begins=True)),
        ("What might come back?", Choose("a joke")),
        ("Your one steady line", Write("I mean it kindly, and I mean it.")),
        ("How ready do you feel", Rate(6, reveals=True)),
        ("When and where", Skip()),
        ("Keep", Choose("Keep it")),
        ("Look back on how it went?", Choose("in 5 days")),
        ("Did this help", Skip()),
    ),
    """\
care:
  danger:
    less_safe: safe
answers:
  boundary: No messages after nine
  with_whom: colleague
  confidence_before: 3
  fact: a message comes after nine
  emotion: tense
  need: evenings to myself
  request: write before six
  rounds:
    - consequence:
        own: I stop talking to you for a week
      check: [mine]
    - consequence: mute_chat
      check: [mine, safe, small, not_punishment]
  tone: plain
  draft: plain
  mine: After nine I feel tense. Please write before six.
  reads_well: [one_ask, no_blame]
  aloud:
    skipped: [once, twice]
  pushback: joke
  steady_line: I mean it kindly, and I mean it.
  confidence_after: 6
  saved: [scripts]
  look_back: five_days
skips: [when_where]
""",
    "You found words for your line.",
)

SENSES = Story(
    "grounding-breath",
    (
        ("If you get dizzy", Read()),
        ("A short breathing break", Read()),
        ("How upset or tense", Rate(7)),
        ("Pick a pace.", Choose("skip the breath, use my senses")),
        ("", Sit(("Feet", "Air", "Touch"))),
        ("Three things you can see.", Add((Item("door"), Item("mug"), Item("lamp")))),
        ("Two things you can hear.", Skip()),
        ("If a thought keeps knocking", Skip()),
        ("Did one thing help you land?", Choose("what I could see")),
        ("Keep it?", Choose("Keep it")),
        ("How upset or tense", Rate(5, reveals=True)),
        ("Where to now?", Choose("I'm done")),
        ("Did this help", Skip()),
    ),
    """\
answers:
  distress_before: 7
  pace: senses
  ground:
    skipped: [feet, air, touch]
  see: [door, mug, lamp]
  helped_land: looking
  distress_after: 5
  next: done
skips: [hear, thought]
""",
    "You left the breath alone and came back to the room.",
)

STORIES = (TWO_READINGS, BODY_SCAN, THE_WORDS, SENSES)
