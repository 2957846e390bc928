"""What was executed, in this session and in earlier ones, in a file that all sessions of a kernel share."""

import sqlite3

LINES_KEPT = 10_000


class History:
    """A file of executed cells. Without a file that can be written, there is one in memory."""

    def __init__(self, path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open(str(path))
        except (OSError, sqlite3.Error):
            self._open(":memory:")

    def _open(self, path):
        # Without waiting for the disk: a cell is answered in milliseconds, and may be lost with the machine's power.
        self._db = sqlite3.connect(path, timeout=1, isolation_level=None)
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE IF NOT EXISTS sessions (session INTEGER PRIMARY KEY AUTOINCREMENT)")
        self._db.execute("CREATE TABLE IF NOT EXISTS cells (session INTEGER, line INTEGER, source TEXT, output TEXT)")
        self._db.execute("DELETE FROM cells WHERE rowid <= (SELECT MAX(rowid) FROM cells) - ?", (LINES_KEPT,))
        self.session = self._db.execute("INSERT INTO sessions DEFAULT VALUES").lastrowid

    def add(self, line, source, output):
        """Adds a cell that was executed, with the text of its result if it had one."""
        try:
            self._db.execute("INSERT INTO cells VALUES (?, ?, ?, ?)", (self.session, line, source, output))
        except sqlite3.Error:
            pass  # Another session holds the file; a cell is not to fail for that.

    def tail(self, n):
        """The last cells."""
        return self._select("", (), n)

    def range(self, session, start, stop):
        """Cells of a session: 0 is this one, -1 the one before it. `stop` is left out; None is the end."""
        session = session if session > 0 else self.session + session
        where = "WHERE session = ? AND line >= ?" + (" AND line < ?" if stop is not None else "")
        return self._select(where, (session, start or 0) + ((stop,) if stop is not None else ()))

    def search(self, pattern, n, unique):
        """Cells that match a pattern with * and ?; of equal ones only the last if they shall be unique."""
        last = " AND rowid IN (SELECT MAX(rowid) FROM cells GROUP BY source)" if unique else ""
        return self._select("WHERE source GLOB ?" + last, (pattern,), n)

    def _select(self, where, values, n=None):
        rows = self._db.execute(
            f"SELECT session, line, source, output FROM cells {where} ORDER BY rowid DESC LIMIT ?",
            (*values, -1 if n is None else n),
        )
        return rows.fetchall()[::-1]
