"""Runs Lighthouse over the public pages of a running site and prints its scores: lighthouse.py PORT."""

import json
import shutil
import subprocess
import sys

PAGES = ("", "guides/", "blocks/new/", "blocks/labs/", "samples/step-1/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def scores(url: str) -> dict[str, int]:
    """Return the score of each category, from 0 to 100."""
    told = subprocess.run(
        [
            "lighthouse",
            url,
            "--quiet",
            "--output=json",
            "--chrome-flags=--headless --no-sandbox",
            f"--only-categories={','.join(CATEGORIES)}",
        ],
        check=True,
        capture_output=True,
    )
    found = json.loads(told.stdout)["categories"]
    return {name: round(found[name]["score"] * 100) for name in CATEGORIES}


if __name__ == "__main__":
    if not shutil.which("lighthouse"):
        sys.exit("Lighthouse is not installed: npm install -g lighthouse")
    for page in PAGES:
        address = f"http://127.0.0.1:{sys.argv[1]}/{page}"
        print(address, *(f"{name} {score}" for name, score in scores(address).items()))
