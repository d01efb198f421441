"""First attempts added up by the database, for the items that one update has to look at again.

Written in SQL that SQLite and PostgreSQL share: windows over a million rows have no place in memory here.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from questions.blocks.models import BlockItem
from questions.stats.item_analysis import LETTERS, Tally
from questions.stats.models import CountedBlock

PLACE, COUNTED = BlockItem._meta.db_table, CountedBlock._meta.db_table

# How many persons of a third (0 weakest, 2 best) chose a letter.
OPTIONS = ",\n".join(
    f"SUM(CASE WHEN choice = '{letter}' AND 3 * (n - from_best) / n = {third} THEN 1 ELSE 0 END)"
    for letter in LETTERS
    for third in range(3)
)

# An item of the run is looked at as a whole, so its earlier blocks count again; other items' rows are not read.
TALLIES = f"""
WITH changed AS (
    SELECT DISTINCT place.item_id FROM {PLACE} place
    JOIN {COUNTED} counted ON counted.block_id = place.block_id WHERE counted.run = %s
),
first AS (
    SELECT place.id, place.item_id, place.block_id, place.final_choice AS choice, place.seconds,
        CASE WHEN place.correct THEN 1 ELSE 0 END AS hit
    FROM {PLACE} place JOIN {COUNTED} counted ON counted.block_id = place.block_id
    WHERE place.novelty = 'new' AND place.full_marks_at IS NULL AND place.item_id IN (SELECT item_id FROM changed)
),
whole AS (
    SELECT place.block_id, COUNT(*) AS n, SUM(CASE WHEN place.correct THEN 1 ELSE 0 END) AS hits
    FROM {PLACE} place
    WHERE place.seconds IS NOT NULL AND place.full_marks_at IS NULL
        AND place.block_id IN (SELECT block_id FROM first)
    GROUP BY place.block_id HAVING COUNT(*) > 1
),
reached AS (
    SELECT first.id, first.item_id, first.choice, first.seconds, first.hit,
        CAST(whole.hits - first.hit AS double precision) / (whole.n - 1) AS rest
    FROM first JOIN whole ON whole.block_id = first.block_id WHERE first.seconds IS NOT NULL
),
ranked AS (
    SELECT reached.*,
        COUNT(*) OVER (PARTITION BY item_id) AS n,
        SUM(hit) OVER (PARTITION BY item_id) AS hits,
        ROW_NUMBER() OVER (PARTITION BY item_id ORDER BY rest DESC, id) AS from_best,
        ROW_NUMBER() OVER (PARTITION BY item_id ORDER BY seconds, id) AS by_seconds
    FROM reached
)
SELECT item_id, COUNT(*), SUM(hit), SUM(CASE WHEN choice = '' THEN 1 ELSE 0 END),
    SUM(rest), SUM(rest * rest), SUM(hit * rest), SUM(CASE WHEN from_best <= hits THEN rest ELSE 0 END),
    AVG(CASE WHEN by_seconds IN ((n + 1) / 2, (n + 2) / 2) THEN seconds END),
    {OPTIONS}
FROM ranked GROUP BY item_id
"""

NOT_REACHED = f"""
SELECT place.item_id, COUNT(*) FROM {PLACE} place JOIN {COUNTED} counted ON counted.block_id = place.block_id
WHERE place.novelty = 'new' AND place.full_marks_at IS NULL AND place.seconds IS NULL AND place.item_id IN (
    SELECT own.item_id FROM {PLACE} own JOIN {COUNTED} run ON run.block_id = own.block_id WHERE run.run = %s
)
GROUP BY place.item_id
"""


def tallies(run: int) -> Iterator[tuple[int, Tally]]:
    """Yield primary key and tally of each item that a block of this run asked and somebody reached.

    Blocks in which only one item was reached have no rest to compare with, and are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(NOT_REACHED, [run])
        not_reached = dict(cursor.fetchall())
        cursor.execute(TALLIES, [run])
        for item, n, right, omitted, *sums, median, in_thirds in _rows(cursor):
            rests, squares, right_rests, best_rests = map(float, sums)
            yield (
                item,
                Tally(
                    n=n,
                    right=right,
                    omitted=omitted,
                    not_reached=not_reached.get(item, 0),
                    rests=rests,
                    squares=squares,
                    right_rests=right_rests,
                    best_rests=best_rests,
                    median_seconds=float(median),
                    options=in_thirds,
                ),
            )


def _rows(cursor: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the rows with the counts of the option table gathered by letter."""
    size = 3 * len(LETTERS)
    for row in cursor:
        thirds = row[-size:]
        yield (*row[:-size], {letter: thirds[3 * n : 3 * n + 3] for n, letter in enumerate(LETTERS)})
