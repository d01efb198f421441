"""One digest of everything that is recorded: equal digests mean that nothing has changed."""

import hashlib

from drugs.loading.kinds import FACT_KINDS, WORDS
from drugs.models import Citation, Distinction, EnemyPair, Finding, NotAssociated, Regimen, Standing

MODELS = (
    *WORDS.values(),
    *(kind.model for kind in FACT_KINDS),
    Citation,
    Distinction,
    EnemyPair,
    Finding,
    NotAssociated,
    Regimen,
    Standing,
)


def content_fingerprint() -> str:
    """Return the digest of all rows of drug knowledge with their links; reads raw columns only, in bulk."""
    digest = hashlib.sha256()
    links = (field.remote_field.through for model in MODELS for field in model._meta.local_many_to_many)
    tables = {model._meta.db_table: model for model in (*MODELS, *links)}
    for name in sorted(tables):
        columns = [field.attname for field in tables[name]._meta.concrete_fields]
        digest.update(name.encode())
        for row in tables[name]._default_manager.order_by("pk").values_list(*columns).iterator(chunk_size=2000):
            digest.update(repr(row).encode())
    return digest.hexdigest()
