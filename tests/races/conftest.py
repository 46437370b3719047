from tests.publication.conftest import editor, reviewer

__all__ = ["editor", "reviewer"]
