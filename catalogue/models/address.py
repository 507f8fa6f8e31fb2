"""Fields and bases that several models stand on: stable addresses, web links, what changed."""

from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Func

from learning_portal.foundation import folding


class WebAddress(models.URLField):
    """An http or https link, never anything else."""

    asked = "Write a full web address that starts with https:// or http://."
    default_validators = [URLValidator(schemes=["http", "https"], message=asked)]

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 1000)
        super().__init__(*args, **options)

    def formfield(self, **options: Any) -> Any:
        messages = {"invalid": self.asked}
        return super().formfield(
            **{"assume_scheme": "https", "error_messages": messages, **options}
        )


def web_only(model: str, *fields: str) -> list[models.CheckConstraint]:
    """Named constraints that hold the same in the database."""
    return [
        models.CheckConstraint(
            condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__iregex": "^https?://"}),
            name=f"{model}_{field}_is_web",
        )
        for field in fields
    ]


def folded(field: str) -> models.GeneratedField:
    """The field without case and accents, for ordering: never by the server's collation."""
    return models.GeneratedField(
        expression=Func(F(field), function="portal_fold"),
        output_field=models.TextField(),
        db_persist=True,
    )


def free_slug(wanted: str, taken: AbstractSet[str]) -> str:
    """The slug itself or, where it is taken, the first free of `slug-2`, `slug-3`, …"""
    number, candidate = 1, wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


class Remembering(models.Model):
    """Knows which of its fields differ from what the database held when it was read."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        deferred = self.get_deferred_fields()
        self._stored = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.attname not in deferred and not field.generated
        }

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **options: Any) -> Self:
        instance = super().from_db(db, field_names, values, **options)
        instance._stored = dict(zip(field_names, values, strict=False))
        return instance

    def changed(self, *fields: str) -> bool:
        """Whether any of these differ from the stored row; false for a row not yet stored."""
        stored = getattr(self, "_stored", None)
        if stored is None:
            return False
        return any(name in stored and stored[name] != getattr(self, name) for name in fields)


class Addressed(Remembering):
    """Has an address of its own. A slug that changes is remembered and redirects."""

    slug = models.SlugField(
        "address",
        max_length=100,
        unique=True,
        blank=True,
        help_text="The last part of the page's address. Leave empty to make it from the name. "
        "If you change it, the old address goes on working.",
    )
    former_slugs = ArrayField(
        models.SlugField(max_length=100), default=list, blank=True, editable=False
    )
    named_by = "name"
    reserved: ClassVar[frozenset[str]] = frozenset()  # last parts that are other pages' addresses

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        if self.changed("slug"):
            old = self._stored["slug"]
            kept = [slug for slug in self.former_slugs if slug not in (old, self.slug)]
            self.former_slugs = [*kept, old]
            fields = options.get("update_fields")
            if fields is not None:
                options["update_fields"] = {*fields, "former_slugs"}
        super().save(*args, **options)

    def clean(self) -> None:
        super().clean()
        if self.slug in self.reserved:
            raise ValidationError(
                {"slug": f"“{self.slug}” is the address of another page: choose a longer one."}
            )

    def _free_slug(self) -> str:
        wanted = folding.slug(str(getattr(self, self.named_by)))
        others = type(self)._default_manager.exclude(pk=self.pk)
        used = others.filter(slug__startswith=wanted).values_list("slug", flat=True)
        return free_slug(wanted, self.reserved.union(used))

    @classmethod
    def formerly(cls, slug: str) -> models.QuerySet[Self]:
        """Rows that once had this address."""
        return cls._default_manager.filter(former_slugs__contains=[slug])
