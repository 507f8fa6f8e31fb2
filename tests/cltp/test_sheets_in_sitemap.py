"""Search engines are told of the sheets of real courses and certificates."""

import re

import pytest

from cltp.models import ProgrammeCertificate
from tests.cltp.making import make_course

pytestmark = pytest.mark.django_db
TOLD = re.compile("<loc>http://testserver(.*?)</loc>")


def certificate(**fields):
    return ProgrammeCertificate.objects.create(name=f"Sample: {fields['is_sample']}", **fields)


@pytest.mark.parametrize(
    ("section", "make"), [("courses", make_course), ("certificates", certificate)]
)
def test_the_real_ones_are_told_of_and_open(client, section, make):
    real, _sample = make(is_sample=False), make(is_sample=True)
    told = TOLD.findall(client.get(f"/sitemap-{section}.xml").content.decode())
    assert told == [real.get_absolute_url()]
    response = client.get(told[0])
    assert response.status_code == 200
    assert "noindex" not in response.content.decode()
