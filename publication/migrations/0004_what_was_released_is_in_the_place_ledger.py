"""Every place ever released before there was a ledger, in the order of the releases."""

import json

from django.db import migrations


def enter_released_places(apps, schema_editor):
    candidates = apps.get_model("sixdegree_publication", "Candidate")
    entries = apps.get_model("sixdegree_publication", "PlaceLedgerEntry")
    terms = apps.get_model("sixdegree_publication", "PublicationTerm")
    case_refs = dict(terms.objects.values_list("public_id", "case_ref"))
    last, counted = {}, {}
    released = candidates.objects.filter(kind="case", release__isnull=False).order_by("release_id", "pk")
    for candidate in released.iterator():
        case_ref = case_refs.get(candidate.subject)
        if case_ref is None:
            continue
        for slot, area in places(json.loads(bytes(candidate.public_bytes))):
            if last.get((case_ref, slot)) != area:
                last[case_ref, slot] = area
                counted[case_ref] = counted.get(case_ref, 0) + 1
                entries.objects.create(
                    case_ref=case_ref, position=counted[case_ref], slot=slot, area=area, candidate=candidate
                )


def places(public):
    parts = [("origin", public.get("origin"))]
    parts += [(milestone["id"], milestone.get("place")) for milestone in public.get("milestones", [])]
    return [(slot, place["code"]) for slot, place in parts if place]


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0003_place_ledger")]
    operations = [migrations.RunPython(enter_released_places, migrations.RunPython.noop)]
