"""How often made-up listings are of each sort, and where and when they take place."""

from catalogue.models import vocabulary as v
from learning_portal.foundation import clock

CURRENT, ON_DEMAND, PAST = "current", "on demand", "past"
# A listing on demand never ends, so that about half of all are open to readers.
TIMES = {CURRENT: 30, ON_DEMAND: 20, PAST: 50}
STATUSES = {
    v.Status.PUBLISHED.value: 88, v.Status.ARCHIVED.value: 5, v.Status.DRAFT.value: 3,
    v.Status.IN_REVIEW.value: 2, v.Status.SUGGESTED.value: 2,
}  # fmt: skip
FRENCH = 0.08
NAMED_IN_AN_INDIGENOUS_LANGUAGE = 0.02
COMMON = 0.5  # the share of listings found by “library”

DATED_KINDS = {
    v.Kind.WEBINAR.value: 60, v.Kind.WEBINAR_SERIES.value: 8, v.Kind.COURSE.value: 10,
    v.Kind.IN_PERSON_EVENT.value: 13, v.Kind.CONFERENCE.value: 6, v.Kind.PROGRAMME.value: 3,
}  # fmt: skip
ANY_TIME_KINDS = {
    v.Kind.RECORDING.value: 45, v.Kind.COURSE.value: 35, v.Kind.COLLECTION.value: 12,
    v.Kind.PROGRAMME.value: 8,
}  # fmt: skip
SESSIONS = {1: 62, 2: 14, 3: 9, 4: 7, 5: 4, 6: 4}
DELIVERIES = {
    v.Delivery.ONLINE_LIVE.value: 66, v.Delivery.IN_PERSON.value: 16, v.Delivery.HYBRID.value: 10,
    v.Delivery.ONLINE_FACILITATED.value: 5, v.NOT_STATED: 3,
}  # fmt: skip
COSTS = {
    v.Cost.FREE.value: 62, v.Cost.PAID.value: 22, v.Cost.MIXED.value: 5,
    v.Cost.FREE_TO_AUDIT.value: 4, v.NOT_STATED: 7,
}  # fmt: skip
LEVELS = {
    v.NOT_STATED: 45, v.Level.INTRODUCTORY.value: 25, v.Level.ALL.value: 17,
    v.Level.INTERMEDIATE.value: 10, v.Level.ADVANCED.value: 3,
}  # fmt: skip
BC_CONTEXTS = {v.BCContext.NO.value: 45, v.NOT_STATED: 30, v.BCContext.YES.value: 25}
RECORDINGS = {
    v.NOT_STATED: 45, v.Recording.PROMISED.value: 20, v.Recording.AVAILABLE.value: 20,
    v.Recording.NONE.value: 12, v.Recording.PENDING.value: 3,
}  # fmt: skip
CERTIFICATES = {
    (): 60, (v.Certificate.LIVE.value,): 15, (v.Certificate.COMPLETION.value,): 8,
    (v.Certificate.LIVE.value, v.Certificate.RECORDED.value): 8, (v.Certificate.NONE.value,): 6,
    (v.Certificate.LIVE.value, v.Certificate.GROUP.value): 3,
}  # fmt: skip
ACCESSES = {
    (): 62, (v.Access.CAPTIONS.value,): 25, (v.Access.CAPTIONS.value, v.Access.ASL.value): 5,
    (v.Access.TELEPHONE.value,): 4, (v.Access.LOW_BANDWIDTH.value,): 2,
    (v.Access.CAPTIONS.value, v.Access.TELEPHONE.value, v.Access.LOW_BANDWIDTH.value): 2,
}  # fmt: skip
OTHER_LANGUAGES = {
    (v.Language.ENGLISH.value,): 80, (): 14, (v.Language.ENGLISH.value, v.Language.ASL.value): 3,
    (v.Language.ENGLISH.value, v.Language.INDIGENOUS.value): 2, (v.Language.SPANISH.value,): 1,
}  # fmt: skip
HOURS = {"": 15, "0.5": 6, "0.75": 4, "1": 36, "1.5": 17, "2": 8, "3": 5, "6": 4, "12": 3, "40": 2}
AUDIENCES = [
    v.Audience.EVERYONE.value, v.Audience.LIBRARIAN.value, v.Audience.LIBRARY_ASSISTANT.value,
    v.Audience.CHILDREN_AND_YOUTH.value, v.Audience.PROGRAMMING.value, v.Audience.DIRECTOR.value,
    v.Audience.TRUSTEE.value, v.Audience.TECHNICAL_SERVICES.value, v.Audience.BRANCH_HEAD.value,
    v.Audience.CIRCULATION.value, v.Audience.TECHNICIAN.value, v.Audience.SYSTEMS.value,
    v.Audience.VOLUNTEER.value, v.Audience.PAGE.value,
]  # fmt: skip
PRICES = ["25", "15", "45", "60", "99", "120", "199", "350", "495", "850"]

REGIONS = {
    v.Region.BC.value: 30, v.Region.US.value: 36, v.Region.CANADA.value: 24,
    v.Region.ELSEWHERE.value: 7, v.NOT_STATED: 3,
}  # fmt: skip
COUNTRIES = {
    v.Region.BC.value: "CA", v.Region.CANADA.value: "CA", v.Region.US.value: "US",
    v.Region.ELSEWHERE.value: "AU", v.NOT_STATED: "",
}  # fmt: skip
ZONES = {
    v.Region.BC.value: [clock.BC_ZONE],
    v.Region.CANADA.value: ["America/Toronto", "America/Edmonton", "America/Halifax"],
    v.Region.US.value: ["America/New_York", "America/Chicago", "America/Los_Angeles"],
    v.Region.ELSEWHERE.value: ["Australia/Melbourne", "Europe/London"],
    v.NOT_STATED: [clock.BC_ZONE],
}
CITIES = {
    v.Region.BC.value: ["Vancouver", "Prince George", "Kamloops", "Nelson", "Terrace", "Sidney"],
    v.Region.CANADA.value: ["Toronto", "Montréal", "Calgary", "Halifax", "Trois-Rivières"],
    v.Region.US.value: ["Seattle", "Chicago", "Austin", "Boston", "Omaha"],
    v.Region.ELSEWHERE.value: ["Melbourne", "London", "Wellington"],
    v.NOT_STATED: ["Vancouver"],
}
