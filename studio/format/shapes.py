"""What the keys of one step must be to each other."""
from studio.format.exercise import Exercise
from studio.format.problems import Problems
from studio.format.reading import Sites


def check(exercise: Exercise, sites: Sites, problems: Problems) -> None:
    """Filled in next."""
