"""Which course an address means: by code, by a code it once had, or by one of its names."""

from cltp.models import Course
from learning_portal.foundation import folding

MOST_COURSES = 1000  # read for their names; a programme has some dozens
LONGEST = 200


def by_code(written: str) -> Course | None:
    """Whatever its capitals, of now or of before; a course that has the code now comes first."""
    found = Course.objects.coded(written).with_outcomes()
    folded = folding.tidy(written).lower()
    return next(iter(sorted(found[:10], key=lambda each: each.code.lower() != folded)), None)


def by_name(written: str) -> list[Course]:
    """Courses of this title, or once of it, or otherwise called so: `Reference-and-Information`."""
    asked = folding.words(written[:LONGEST])
    if not asked:
        return []
    courses = Course.objects.by_code()[:MOST_COURSES]
    return [
        course
        for course in courses
        if any(folding.words(name) == asked for name in (course.title, *course.aliases))
    ]
