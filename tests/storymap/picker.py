"""A page of Wagtail's admin with nothing on it but two pickers: a form's own and a StreamField's."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.blocks import StreamBlock, StructBlock
from wagtail.blocks.base import BlockField

from storymap.blocks import AreaBlock
from storymap.fields import AreaField

PAGE = Template(
    """{% extends "wagtailadmin/admin_base.html" %}
    {% block titletag %}Pickers{% endblock %}
    {% block extra_css %}{{ form.media.css }}{% endblock %}
    {% block extra_js %}{{ form.media.js }}{% endblock %}
    {% block furniture %}<main style="max-width: 44rem; margin: 2rem">
      <form method="post">{% csrf_token %}
        <p id="saved">{{ saved }}</p>
        {% for field in form %}
          <div class="w-field__wrapper"><label class="w-field__label" for="{{ field.id_for_label }}">
            {{ field.label }}</label><div class="w-field"><div class="w-field__input">{{ field }}</div></div>
            {{ field.errors }}</div>
        {% endfor %}
        <button class="button">Save</button>
      </form></main>{% endblock %}"""
)


class MilestoneBlock(StructBlock):
    area = AreaBlock(required=False, label="Place")


class PickerForm(forms.Form):
    origin = AreaField(required=False)
    journey = BlockField(block=StreamBlock([("milestone", MilestoneBlock())], required=False), required=False)


def pickers(request: HttpRequest) -> HttpResponse:
    start = [("milestone", {"area": "IDN-1228"})]
    stream = PickerForm.base_fields["journey"].block.to_python(
        [{"type": kind, "value": value, "id": str(at)} for at, (kind, value) in enumerate(start)]
    )
    form = PickerForm(request.POST or None, initial={"origin": request.GET.get("origin"), "journey": stream})
    saved = ""
    if request.POST and form.is_valid():
        areas = [str(block.value["area"]) for block in form.cleaned_data["journey"]]
        saved = f"{form.cleaned_data['origin']} | {' '.join(areas)}"
    return HttpResponse(PAGE.render(RequestContext(request, {"form": form, "saved": saved})))


urlpatterns = [path("admin/", include(wagtailadmin_urls)), path("pickers/", pickers)]
