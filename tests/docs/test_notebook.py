"""The notebook page runs from top to bottom, and prints what stands below each block."""

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "learn-from-logs.md"


def test_every_block_of_the_page_prints_what_the_page_says() -> None:
    blocks = re.findall(r"```python\n(.*?)```(?:\n```text\n(.*?)```)?", PAGE.read_text(), flags=re.DOTALL)
    notebook: dict[str, object] = {}

    said = []
    for code, _ in blocks:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code, notebook)
        said.append(printed.getvalue())

    assert len(blocks) > 8
    assert said == [printed for _, printed in blocks]
