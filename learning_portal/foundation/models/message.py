import datetime as dt
from typing import Self

from django.db import models, transaction
from django.db.models import Q, TextChoices

from learning_portal.foundation import clock, time_labels

DAYS_KEPT = 90
OVERDUE = dt.timedelta(minutes=15)
LONGEST_ADDRESS = 254
LONGEST_SUBJECT = 200
# One line, and one address of it: what could add a header or a recipient has no room.
ONE_ADDRESS = r"^[^\s,;:<>\"()\[\]]+@[^\s,;:<>\"()\[\]@]+$"
CONTROL = r"[[:cntrl:]]"


class MessageState(TextChoices):
    QUEUED = "queued", "Queued"
    SENDING = "sending", "Being sent"
    RETRYING = "retrying", "To be tried again"
    SENT = "sent", "Sent"
    IN_DOUBT = "in-doubt", "In doubt"
    DEAD = "dead", "Given up"


WAITING = [MessageState.QUEUED, MessageState.RETRYING]
ENDED = [MessageState.SENT, MessageState.IN_DOUBT, MessageState.DEAD]
ASKING = [MessageState.IN_DOUBT, MessageState.DEAD]


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, at: dt.datetime) -> Self:
        """Those to be sent by now, the longest due first."""
        return self.filter(state__in=WAITING, due_at__lte=at).order_by("due_at", "pk")

    def overdue(self, at: dt.datetime) -> Self:
        """Those nobody took up in time: no worker runs, or it has no mail server."""
        return self.due(at - OVERDUE)

    def being_sent(self) -> Self:
        return self.filter(state=MessageState.SENDING)

    def in_doubt(self) -> Self:
        """Those that may have arrived: whoever sent them did not live to say so."""
        return self.filter(state=MessageState.IN_DOUBT)

    def dead(self) -> Self:
        """Those that were refused for good, or tried as often as is tried."""
        return self.filter(state=MessageState.DEAD)

    def unsettled(self) -> Self:
        """Those among the dead and in doubt that nobody has dealt with yet."""
        return self.filter(settled_at__isnull=True)

    def not_emptied(self) -> Self:
        return self.filter(purged_at__isnull=True)

    def ended(self) -> Self:
        """Those whose words may go: nothing will send them by itself any more."""
        return self.filter(state__in=ENDED, purged_at__isnull=True)

    def due_for_purge(self, day: dt.date) -> Self:
        return self.ended().filter(purge_after__lte=day)

    @transaction.atomic
    def empty(self) -> int:
        """Take words, addresses and attachments from those that have ended; say from how many.

        What became of each stays, to be counted.
        """
        ended = list(self.ended().select_for_update().values_list("pk", flat=True))
        MessageAttachment.objects.filter(message__in=ended).delete()
        blank = dict.fromkeys(["to", "reply_to", "subject", "text", "html"], "")
        return self.filter(pk__in=ended).update(purged_at=clock.now(), **blank)


class Message(models.Model):
    """One e-mail to one person: kept before it is sent, and what became of it."""

    kind = models.CharField(max_length=60)
    to = models.CharField("to", max_length=LONGEST_ADDRESS, blank=True)
    reply_to = models.CharField("answers go to", max_length=LONGEST_ADDRESS, blank=True)
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField("as HTML", blank=True)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    once = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=20, choices=MessageState.choices, default=MessageState.QUEUED
    )
    why = models.CharField("what happened", max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField("queued", default=clock.now)
    due_at = models.DateTimeField("to be sent", default=clock.now)
    tried_at = models.DateTimeField("last tried", null=True, blank=True)
    sent_at = models.DateTimeField("sent", null=True, blank=True)
    settled_at = models.DateTimeField("dealt with", null=True, blank=True)
    worker = models.IntegerField(null=True, blank=True)
    purge_after = models.DateField("emptied on")
    purged_at = models.DateTimeField("emptied", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        permissions = [("resend_message", "Can send messages again")]
        indexes = [
            models.Index(fields=["-queued_at", "-id"], name="message_newest"),
            models.Index(
                fields=["due_at", "id"], name="message_due", condition=Q(state__in=WAITING)
            ),
            models.Index(
                fields=["state", "worker"],
                name="message_unsettled",
                condition=Q(state__in=[MessageState.SENDING, *ASKING]),
            ),
            models.Index(
                fields=["purge_after"], name="message_purge", condition=Q(purged_at__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MessageState.values), name="message_state_known"
            ),
            models.CheckConstraint(
                condition=Q(purged_at__isnull=False) | Q(to__regex=ONE_ADDRESS),
                name="message_to_is_one_address",
            ),
            models.CheckConstraint(
                condition=Q(reply_to="") | Q(reply_to__regex=ONE_ADDRESS),
                name="message_reply_to_is_one_address",
            ),
            models.CheckConstraint(
                condition=~Q(subject__regex=CONTROL), name="message_subject_is_one_line"
            ),
            models.CheckConstraint(
                condition=Q(purged_at__isnull=False) | ~(Q(subject="") | Q(text="")),
                name="message_says_something",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at__isnull=True)),
                name="message_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.SENDING) | Q(worker__isnull=False),
                name="message_sending_has_a_worker",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(state__in=ASKING),
                name="message_settled_was_asking",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*ASKING, MessageState.RETRYING]) | ~Q(why=""),
                name="message_trouble_says_why",
            ),
            models.CheckConstraint(
                condition=Q(purged_at__isnull=True)
                | Q(state__in=ENDED, to="", reply_to="", subject="", text="", html=""),
                name="message_purged_is_empty",
            ),
            models.UniqueConstraint(fields=["once"], condition=~Q(once=""), name="message_once"),
        ]

    def __str__(self) -> str:
        """Without a word of it: the desk's log keeps this after the message is emptied."""
        return f"{self.kind}, {time_labels.moment(self.queued_at)}"

    @property
    def is_purged(self) -> bool:
        return self.purged_at is not None

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_unsettled(self) -> bool:
        return self.state in ASKING and self.settled_at is None

    @property
    def may_be_sent_again(self) -> bool:
        return self.state in ASKING and not self.is_purged


class MessageAttachment(models.Model):
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="attachment_position")
        ]

    def __str__(self) -> str:
        return self.name
