"""One digest of everything that is recorded: equal digests mean that nothing has changed."""

import hashlib

from drugs.loading.kinds import tables


def content_fingerprint() -> str:
    """Return the digest of all rows of drug knowledge with their links; reads raw columns only, in bulk."""
    digest = hashlib.sha256()
    for name, model in sorted(tables().items()):
        columns = [field.attname for field in model._meta.concrete_fields]
        digest.update(name.encode())
        for row in model._default_manager.order_by("pk").values_list(*columns).iterator(chunk_size=2000):
            digest.update(repr(row).encode())
    return digest.hexdigest()
