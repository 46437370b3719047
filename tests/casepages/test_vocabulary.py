"""The lists people choose from: what signed bytes will say for years."""

import pytest
from django.utils.translation import override

from casepages import vocabulary


def test_the_slugs_are_the_ones_that_were_agreed():
    assert list(vocabulary.STAGES) == [
        "before", "offer", "journey", "exploitation", "finding_help", "way_home", "next",
    ]  # fmt: skip
    assert list(vocabulary.NEEDS) == [
        "accommodation", "medical", "legal", "psychological", "journey_home", "education_and_skills",
        "job_placement", "small_business", "clothes_and_necessities",
    ]  # fmt: skip
    assert list(vocabulary.EXPLOITATION) == [
        "agriculture", "fishing", "domestic_work_and_hospitality", "construction", "manufacturing", "begging",
        "commercial_sexual_exploitation", "pornography", "organ_removal",
    ]  # fmt: skip
    assert list(vocabulary.AGE_BANDS) == ["18-24", "25-34", "35-44", "45-54", "55+"]
    assert list(vocabulary.CHANNELS) == [
        "site_api",
        "search_engines",
        "share_picture",
        "open_data",
        "news_mails",
    ]


def test_the_words_and_the_icon_of_a_given_stage_read_no_table():
    """A story has one at each milestone; without the mark any statement fails."""
    with override("en"):
        assert [vocabulary.stage_label(stage) for stage in vocabulary.STAGES] == [
            str(label) for label in vocabulary.STAGES.values()
        ]
    assert [vocabulary.glyph(stage) for stage in vocabulary.STAGES] == list(vocabulary.STAGES)


def test_nobody_under_18_can_be_described():
    assert all(band.startswith(("18", "25", "35", "45", "55")) for band in vocabulary.AGE_BANDS)


@pytest.mark.django_db
def test_a_host_adds_stages_after_ours(settings):
    settings.SIXDEGREE_CASEPAGES_STAGES = [("court", "In court", "finding_help")]
    assert list(vocabulary.stages())[-1] == "court"
    assert vocabulary.glyph("court") == "finding_help"


def test_labels_wait_for_the_language_of_the_reader():
    with override("en"):
        assert str(vocabulary.NEEDS["psychological"]) == "Psychological support"


def test_locales_are_the_site_s_content_languages():
    assert [code for code, _name in vocabulary.locale_choices()] == ["en", "id", "th", "zh-hans"]
