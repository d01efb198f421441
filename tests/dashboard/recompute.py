"""Every figure of the progress pages once more, from the exported table alone.

Written without the site's code: csv, statistics and scipy know nothing of Django. Run it on a file of your own:
python tests/dashboard/recompute.py answers.csv
"""

import csv
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from statistics import median

import numpy as np
from scipy.stats import binomtest, norm


def load(lines):
    """Return the rows that count: of blocks not put away, without withdrawn items."""
    return [row for row in csv.DictReader(lines) if not row["put_away_at"] and not row["full_marks_at"]]


def is_new(row):
    return row["novelty"] == "new"


def share(rows):
    """Return (right, total, percent, low, high), or None of nothing."""
    if not rows:
        return None
    right = sum(row["right"] == "yes" for row in rows)
    interval = binomtest(right, len(rows)).proportion_ci(method="wilson")
    return right, len(rows), 100 * right / len(rows), 100 * interval.low, 100 * interval.high


def overall(rows):
    return share([row for row in rows if is_new(row)]), share([row for row in rows if not is_new(row)])


def weeks(rows):
    """Return by Monday the pooled shares of four weeks: first attempts, seen before."""
    by_week = defaultdict(list)
    for row in rows:
        day = datetime.fromisoformat(row["started_at"]).date()
        by_week[day - timedelta(days=day.weekday())].append(row)
    found: dict[date, tuple] = {}
    for monday in sorted(by_week):
        four = [row for back in range(4) for row in by_week.get(monday - timedelta(weeks=back), [])]
        found[monday] = overall(four)
    return found


def by_block(rows):
    groups = defaultdict(list)
    for row in rows:
        groups[row["block"]].append(row)
    return {block: share(own) for block, own in groups.items()}


def cells(rows, field="category"):
    """Return first attempts by (category or class, recipe), of what was reached."""
    groups = defaultdict(list)
    for row in rows:
        if row["seconds"] and is_new(row):
            for name in row[field].split("; "):
                groups[name, row["recipe"]].append(row)
    return {key: share(own) for key, own in groups.items()}


def pace(rows):
    """Return medians of first attempts, all and by part, and how many were not reached."""
    new = [row for row in rows if is_new(row) and row["seconds"]]
    size = {id(row): int(row["block_size"]) for row in new}

    def middle(keep):
        values = [int(row["seconds"]) for row in new if keep(row)]
        return median(values) if values else None

    return {
        "all": middle(lambda row: True),
        "first third": middle(lambda row: 3 * int(row["position"]) <= size[id(row)]),
        "last third": middle(lambda row: 3 * int(row["position"]) > 2 * size[id(row)]),
        "right": middle(lambda row: row["right"] == "yes"),
        "wrong": middle(lambda row: row["right"] == "no"),
        "not reached": sum(not row["seconds"] for row in rows),
    }


def changes(rows):
    """Return (answered, changed, to right, to wrong) at first attempts."""
    answered = [row for row in rows if is_new(row) and row["final_choice"]]
    moved = [row for row in answered if row["first_choice"] != row["final_choice"]]
    to_right = sum(row["final_choice"] == row["key"] for row in moved)
    return len(answered), len(moved), to_right, sum(row["first_choice"] == row["key"] for row in moved)


def calibration(rows):
    """Return the share right of first attempts by what was said."""
    groups = defaultdict(list)
    for row in rows:
        if is_new(row) and row["confidence"]:
            groups[row["confidence"]].append(row)
    return {said: share(own) for said, own in groups.items()}


def dangerous(rows):
    """Count answers that were sure, wrong and dangerous."""
    sure = [row for row in rows if row["confidence"] == "sure" and row["right"] == "no" and row["seconds"]]
    return sum(row["chosen_is_dangerous"] == "yes" for row in sure)


def ability(rows):
    """Return mean and 95 % interval of the Rasch ability with a standard normal prior, integrated numerically."""
    grid = np.linspace(-6, 6, 1201)
    weight = norm.logpdf(grid)
    for row in rows:
        if is_new(row) and row["seconds"]:
            rated = row["rated_difficulty"]
            hard = float(rated) if rated else (float(row["prior_difficulty"]) - 0.5) * 4
            chance = 1 / (1 + np.exp(hard - grid))
            weight = weight + np.log(chance if row["right"] == "yes" else 1 - chance)
    density = np.exp(weight - weight.max())
    density /= density.sum()
    mean = float((density * grid).sum())
    half = 1.96 * float(np.sqrt((density * (grid - mean) ** 2).sum()))
    return mean, mean - half, mean + half


def right_answers(rows):
    """Return how often each concept that was reached was right."""
    counts: Counter = Counter()
    for row in rows:
        if row["seconds"]:
            counts[row["concept"]] += row["right"] == "yes"
    return counts


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        table = load(file)
    for figure in (overall, pace, changes, calibration, dangerous, ability):
        print(figure.__name__, figure(table))
