"""What a page weighs on the wire, compressed: `make weights` prints it for every drawn page."""

import gzip
import os
import re
import sys
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client, override_settings

# KB of a page in all, of its styles and of its scripts.
MOST = {"all": 150, "css": 40, "js": 60}
FONTS = ("inter-latin-400-600", "newsreader-latin-500", "newsreader-latin-400-italic")


def weigh(path: str) -> dict[str, float]:
    """Return KB of a page by what it consists of; all three fonts are counted on every page."""
    with override_settings(ROOT_URLCONF="tests.web.fixture_site"):
        content = Client(SERVER_NAME="127.0.0.1").get(path).content
    weights = {"page": len(gzip.compress(content)), "css": 0, "js": 0, "fonts": 0, "drawings": 0}
    named = {re.sub(r"\.[0-9a-f]{12}\.", ".", one) for one in re.findall(r'"/static/([^"#?]+)', content.decode())}
    for name in named | {f"rekindle/fonts/{font}.woff2" for font in FONTS}:
        found = finders.find(name)
        assert isinstance(found, str), name
        data = Path(found).read_bytes()
        kind = {"css": "css", "js": "js", "woff2": "fonts"}.get(name.rpartition(".")[2], "drawings")
        weights[kind] += len(data) if kind == "fonts" else len(gzip.compress(data))
    return {"all": sum(weights.values()) / 1000} | {kind: size / 1000 for kind, size in weights.items()}


def main() -> None:
    """Print the weights of every page, the heaviest first."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "rekindle.start.settings"
    django.setup()
    from tests.web.test_drawing import PATHS

    found = {path: weigh(path) for path in PATHS}
    for path, weights in sorted(found.items(), key=lambda one: -one[1]["all"]):
        told = "  ".join(f"{kind} {size:.1f}" for kind, size in weights.items())
        sys.stdout.write(f"{path:45.45} {told}\n")
    sys.stdout.write("KB, compressed; at most " + ", ".join(f"{kind} {most}" for kind, most in MOST.items()) + "\n")


if __name__ == "__main__":
    main()
