"""Posts, people and seats 任职."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lianxi.apps.bodies.models.places import Body
from lianxi.apps.bodies.models.spans import ends_after_start, not_blank


class Post(models.Model):
    """A post people hold in bodies 职务; its name is its key. `single`: one holder at a time in a body."""

    name = models.CharField("职务", max_length=40, primary_key=True)
    kinds = models.JSONField("机构类别", default=list)
    single = models.BooleanField("一人", default=False)
    order = models.PositiveSmallIntegerField("序", default=0)
    source = models.CharField("依据", max_length=200, default="", blank=True)

    class Meta:
        ordering = ["order", "name"]
        constraints = [not_blank("post_has_name")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A person of a body 人员. `qualifier` 区分 tells namesakes in one body apart."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="people", verbose_name="所在机构")
    name = models.CharField("姓名", max_length=40)
    qualifier = models.CharField("同名区分", max_length=20, default="", blank=True)
    phone = models.CharField("手机", max_length=20, default="", blank=True)
    email = models.EmailField("电子邮箱", max_length=100, default="", blank=True)
    note = models.CharField("备注", max_length=200, default="", blank=True)

    class Meta:
        ordering = ["body", "name", "qualifier"]
        constraints = [
            models.UniqueConstraint(name="person_once_per_body", fields=["body", "name", "qualifier"]),
            not_blank("person_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.qualifier}）" if self.qualifier else self.name


class Seat(models.Model):
    """A person's post in a body over a span of time 任职; `end` is the day from which it is no longer held."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="seats", verbose_name="人员")
    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name="机构")
    post = models.ForeignKey(Post, models.PROTECT, related_name="seats", verbose_name="职务")
    start = models.DateField("任职起")
    end = models.DateField("任职止", null=True)

    class Meta:
        ordering = ["body", "post__order", "start", "id"]
        constraints = [
            models.UniqueConstraint(name="seat_starts_once", fields=["person", "body", "post", "start"]),
            models.UniqueConstraint(
                name="seat_open_once", fields=["person", "body", "post"], condition=Q(end__isnull=True)
            ),
            ends_after_start("seat_ends_after_start"),
        ]
        indexes = [models.Index(name="seat_of_body_by_day", fields=["body", "start", "end"])]

    def __str__(self) -> str:
        return f"{self.person} {self.post_id}"
