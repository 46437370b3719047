from tests.payments.conftest import provider, provider_process

__all__ = ["provider", "provider_process"]
