from django.apps import AppConfig


class SixdegreeConfig(AppConfig):
    name = "sixdegree"
    label = "sixdegree"
