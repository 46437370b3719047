"""How each language says a fact: several ways, so that not every case says the same word.

In templates `{they}`, `{They}` and `{their}` follow the alias.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases by fact. `after` continues "now {they} is …", `before` tells of earlier days, `settings` where
    the exploitation was, `needs` what would help. `summaries`, and the milestones' parts by stage, hold them.
    """

    pronouns: tuple[dict[str, str], dict[str, str]]
    after: dict[str, tuple[str, ...]]
    before: dict[str, tuple[str, ...]]
    settings: dict[str, tuple[str, ...]]
    needs: dict[str, tuple[str, ...]]
    summaries: tuple[str, ...]
    headings: dict[str, tuple[str, ...]]
    narratives: dict[str, tuple[str, ...]]
