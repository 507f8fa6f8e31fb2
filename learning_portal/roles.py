"""The groups that work at the desk and what each may do, made and kept after every migration."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

# group -> app.model -> actions beyond which the group has nothing
CRUD = ("view", "add", "change", "delete")
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "Curators": {
        "catalogue.opportunity": (*CRUD, "review", "publish", "archive", "import"),
        "catalogue.session": CRUD,
        "catalogue.provider": CRUD,
        "catalogue.topic": CRUD,
        "catalogue.heading": ("view", "change"),
        "catalogue.library": CRUD,
        "catalogue.federation": CRUD,
        "catalogue.synonyms": CRUD,
        "catalogue.missedsearch": ("view", "delete"),
        "faq.question": CRUD,
        "faq.notice": CRUD,
        "faq.contact": ("view", "change"),
        "faq.letter": ("view", "change"),
        "foundation.message": ("view", "resend"),
        "foundation.periodicrun": ("view",),
        "cltp.course": (*CRUD, "import"),
        "cltp.outcome": CRUD,
        "cltp.programmecertificate": (*CRUD, "import"),
        "cltp.certificaterule": CRUD,
        "cltp.courseset": CRUD,
        "cltp.decision": ("view",),
        "foundation.signedletter": ("view", "revoke"),
        "cltp.monthlycount": ("report",),
    },
    "Events coordinators": {
        "catalogue.opportunity": ("view",),
        "catalogue.session": ("view",),
        "catalogue.provider": ("view",),
        "catalogue.library": ("view",),
        "catalogue.federation": ("view",),
        "events.gathering": CRUD,
        "events.venue": CRUD,
        "events.edition": CRUD,
        "events.room": CRUD,
        "events.track": CRUD,
        "events.speaker": CRUD,
        "events.programmesession": CRUD,
        "events.material": CRUD,
        "events.registration": ("view", "change"),
        "events.needs": ("view",),
        "events.travelsupport": ("view", "change"),
        "events.checkin": ("view", "add"),
        "events.announcement": ("view", "add"),
        "events.attendeeexport": ("view", "add"),
        "events.call": CRUD,
        "events.calltopic": CRUD,
        "events.callanswer": ("view", "delete"),
        "events.feedback": ("view", "delete"),
        "events.certificate": ("view", "add", "change"),
    },
    "HR officers": {
        "cltp.decision": ("view", "add", "change", "propose"),
        "cltp.decisioncourse": CRUD,
        "cltp.decisiontraining": CRUD,
        "cltp.outcomecheck": ("view", "change"),
        "cltp.evidence": CRUD,
        "cltp.training": ("view", "add"),
    },
    "CLTP registrars": {
        "cltp.decision": ("view", "add", "change", "propose", "publish"),
        "cltp.decisioncourse": CRUD,
        "cltp.decisiontraining": CRUD,
        "cltp.outcomecheck": ("view", "change"),
        "cltp.evidence": CRUD,
        "cltp.training": ("view", "add", "change"),
        "cltp.request": ("view",),
        "cltp.certificaterecord": ("view", "add", "change", "import", "withdraw"),
        "cltp.completion": CRUD,
        "cltp.letterrequest": ("view", "issue"),
        "cltp.certificatecheck": ("view",),
        "cltp.recordview": ("view",),
        "cltp.monthlycount": ("report",),
        "foundation.signedletter": ("view", "revoke"),
    },
}


def keep_groups(**_: Any) -> None:
    """Idempotent: sets each group's permissions to exactly the ones listed above."""
    for name, models in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(_wanted(models)))


def _wanted(models: dict[str, tuple[str, ...]]) -> Q:
    wanted = Q(pk__in=[])
    for path, actions in models.items():
        app, model = path.split(".")
        codenames = [f"{action}_{model}" for action in actions]
        wanted |= Q(content_type__app_label=app, codename__in=codenames)
    return wanted
