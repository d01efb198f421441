"""What a change of facts does to the bank: which items rest on them, which go, and which come."""

from questions.bank.models import Item


class Bank:
    """Answers for the stored items; nothing here changes one."""

    def resting_on(self, keys: set[str]) -> int:
        """Return how many items in service rest on any of these facts."""
        rows = Item.objects.active().values_list("fact_ids", flat=True)
        return sum(not keys.isdisjoint(fact_ids) for fact_ids in rows.iterator(chunk_size=2000))
