"""The cells of a table in markup, put where they stand: some reach over rows and columns, some have gaps before."""

from dataclasses import dataclass, field

from rekindle.intake.files.table import MAX_COLUMNS, Cell

LONGEST_MERGED = 500


@dataclass(slots=True)
class Grid:
    """A table as it is filled. `held` are columns whose cell goes on below: for how many rows, and what it says."""

    title: str = ""
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    held: dict[int, tuple[int, Cell]] = field(default_factory=dict)

    def go_to(self, column: int) -> None:
        """Leave out the columns before the one that is filled next, which counts from 1; 0 is the next free one."""
        while len(self.row) < column - 1 or len(self.row) in self.held:
            self.row.append(self.held.get(len(self.row), (0, ""))[1])

    def add(self, cell: Cell, wide: int, high: int) -> None:
        """Fill the next column with a cell that is so many columns wide and rows high."""
        place = len(self.row)
        self.row += [cell, *[""] * (wide - 1)]
        if high > 1:
            self.held |= {place + over: (high, "" if over else cell) for over in range(wide)}

    def end_row(self) -> int:
        """End the row and return how many cells it has; a row of blanks is left out."""
        if not self.row:
            # A row begins where another may have ended already.
            return 0
        self.go_to(0)
        self.held = {column: (left - 1, cell) for column, (left, cell) in self.held.items() if left > 1}
        cells, self.row = self.row, []
        while cells and cells[-1] == "":
            cells.pop()
        if any(cell != "" for cell in cells):
            self.rows.append(tuple(cells))
        return len(cells)

    @property
    def is_too_wide(self) -> bool:
        """Say whether the open row has more columns than a list of deals has."""
        return len(self.row) > MAX_COLUMNS
