"""Write the grade of blocks that were closed before grades were kept."""

from django.db import migrations


def grade(apps, schema_editor):
    Block = apps.get_model("blocks", "Block")
    BlockItem = apps.get_model("blocks", "BlockItem")
    Answer = apps.get_model("blocks", "Answer")
    for block in Block.objects.exclude(status="running").order_by("started_at").iterator(chunk_size=200):
        places = list(BlockItem.objects.filter(block=block).select_related("item"))
        chosen = dict(
            Answer.objects.filter(block_item__block=block).order_by("sequence").values_list("block_item_id", "choice")
        )
        for place in places:
            place.final_choice = chosen.get(place.pk, "")
            place.correct = place.final_choice == place.item.key
            place.seconds = block.seconds.get(str(place.position))
            earlier = BlockItem.objects.filter(
                block__user_id=block.user_id, block__started_at__lt=block.started_at, item__concept=place.item.concept
            )
            met = set(earlier.values_list("item_id", flat=True))
            place.novelty = "repeat" if place.item_id in met else "variant" if met else "new"
        BlockItem.objects.bulk_update(places, ["final_choice", "correct", "seconds", "novelty"])


class Migration(migrations.Migration):
    dependencies = [("blocks", "0002_sitting"), ("bank", "0001_initial")]
    operations = [migrations.RunPython(grade, migrations.RunPython.noop, elidable=True)]
