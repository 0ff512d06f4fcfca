"""What can follow what."""
from studio.format.exercise import Exercise
from studio.format.linking import Scope
from studio.format.problems import Problems
from studio.format.reading import Sites


def check(exercise: Exercise, scope: Scope, sites: Sites, problems: Problems) -> None:
    """Filled in next."""
