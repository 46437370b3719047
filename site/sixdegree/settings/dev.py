"""Development and the demo: keys made once into `DATA/keys.json`, mail into `DATA/mail`."""

from sixdegree.settings.base import *  # noqa: F403
