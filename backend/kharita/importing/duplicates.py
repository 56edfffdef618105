"""Rows that stand twice in a file: the same reference, or the same ground."""

from kharita.importing.stage import Work


def refuse_duplicates(work: Work, suspects: list[int]) -> None:
    """Leave one row for each key; `suspects` are the rows whose key may not be theirs alone.

    Rows that repeat a reference and its geometry are one row written twice: the first stays. Rows that share
    a reference and differ are all refused, unless the mapping says that the first counts.
    """
    if not suspects:
        return
    work.keep(
        "repeated_key",
        "SELECT key FROM {stage} WHERE row = ANY(%(suspects)s) GROUP BY key HAVING count(*) > 1",
        suspects=suspects,
    )
    work.keep(
        "twice",
        "SELECT key, count(*) AS count, min(row) AS first, "
        "count(DISTINCT geometry) < 2 AS repeated, array_agg(row ORDER BY row) AS rows FROM {stage} "
        "JOIN repeated_key USING (key) GROUP BY key",
    )
    first_counts = work.mapping.options.duplicates == "first"
    work.execute(
        "WITH surplus AS (DELETE FROM {stage} s USING twice WHERE s.key = twice.key "
        "  AND (s.row <> twice.first OR NOT (twice.repeated OR %(first_counts)s)) "
        "  RETURNING s.row, s.key, s.geometry, s.detail, twice.repeated, twice.count, "
        "twice.first, twice.rows) "
        "INSERT INTO {rows} (source_import_id, row, outcome, reference, reason, detail, geometry) "
        "SELECT %(id)s, row, 'refused', key, CASE WHEN repeated THEN 'repeated-row' ELSE "
        "'duplicate-key' END, "
        "coalesce(detail, '{}') || jsonb_build_object('count', count, 'first', first, "
        "'rows', array_to_string(rows[1:10], ', ')), geometry FROM surplus",
        first_counts=first_counts,
    )


def remark_twins(work: Work, suspects: list[int]) -> None:
    """Remark the rows whose ground is exactly that of an earlier row under another key (they are kept)."""
    if not suspects:
        return
    work.execute(
        "WITH suspect AS (SELECT row, geometry, first_value(row) OVER (PARTITION BY geometry ORDER BY row) "
        "  AS first FROM {stage} WHERE row = ANY(%(suspects)s)) "
        "UPDATE {stage} s SET remark = coalesce(s.remark, 'same-ground'), "
        "detail = coalesce(s.detail, '{}') || jsonb_build_object('first', suspect.first) "
        "FROM suspect WHERE s.row = suspect.row AND suspect.first <> s.row",
        suspects=suspects,
    )
