"""Many dossiers at once for the demo and for measuring: rows of a plausible desk, by set-based SQL.

They have no files and were walked by nobody (`demo.permit_roads` makes those); numbers, states, dates,
events, opinions and decisions agree with one another. What looks like chance follows from the row's number
alone, so that the same town has the same dossiers.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from kharita.accounts.models import User
from kharita.permits.models import State
from kharita.permits.services.calendars import recompute_due
from kharita.permits.workflow import TRANSITIONS
from kharita.territory.models import Commune

# How the dossiers of a desk are spread over the states, in a hundred.
SHARES: dict[State, int] = {
    State.SUBMITTED: 5, State.COMPLEMENT_REQUESTED: 3, State.COMPLETE: 3, State.CIRCULATED: 6,
    State.IN_COMMISSION: 3, State.FAVOURABLE: 2, State.FEE_DUE: 3, State.FEE_PAID: 1, State.ISSUED: 14,
    State.WORKS_DECLARED: 5, State.WORKS_UNDER_WAY: 12, State.COMPLETED: 6, State.CONFORMING: 19,
    State.REFUSED: 8, State.WITHDRAWN: 3, State.EXPIRED: 7,
}  # fmt: skip
_TO_COMMISSION = ("submit", "accept", "circulate", "convene")
_TO_ISSUE = (*_TO_COMMISSION, "conclude_favourable", "order_fee", "settle_fee", "sign", "issue")
PATHS: dict[State, tuple[str, ...]] = {
    State.SUBMITTED: ("submit",),
    State.COMPLEMENT_REQUESTED: ("submit", "request_complement"),
    State.COMPLETE: _TO_COMMISSION[:2],
    State.CIRCULATED: _TO_COMMISSION[:3],
    State.IN_COMMISSION: _TO_COMMISSION,
    State.FAVOURABLE: _TO_ISSUE[:5],
    State.FEE_DUE: _TO_ISSUE[:6],
    State.FEE_PAID: _TO_ISSUE[:7],
    State.ISSUED: _TO_ISSUE,
    State.WORKS_DECLARED: (*_TO_ISSUE, "declare_works"),
    State.WORKS_UNDER_WAY: (*_TO_ISSUE, "declare_works", "start_works"),
    State.COMPLETED: (*_TO_ISSUE, "declare_works", "start_works", "declare_completion"),
    State.CONFORMING: (*_TO_ISSUE, "declare_works", "start_works", "declare_completion", "survey", "certify"),
    State.REFUSED: (*_TO_COMMISSION, "conclude_unfavourable", "refuse"),
    State.WITHDRAWN: ("submit", "withdraw"),
    State.EXPIRED: (*_TO_ISSUE, "expire"),
}
"""The steps by which a dossier of each state came there."""
_KINDS = ("BUILD_SMALL",) * 6 + ("BUILD_LARGE", "REPAIR", "REPAIR", "DEMOLISH", "OCCUPANCY", "PARCEL_OUT")

# A number of its own for each row and purpose, between 0 and 1.
_CHANCES = """
    CREATE TEMP TABLE chance ON COMMIT DROP AS
    SELECT n, (('x' || substr(h, 1, 8))::bit(32)::bigint / 4294967296.0)::float8 AS a,
      (('x' || substr(h, 9, 8))::bit(32)::bigint / 4294967296.0)::float8 AS b,
      (('x' || substr(h, 17, 8))::bit(32)::bigint / 4294967296.0)::float8 AS age,
      (('x' || substr(h, 25, 4))::bit(16)::bigint / 65536.0)::float8 AS pace,
      (('x' || substr(h, 29, 4))::bit(16)::bigint / 65536.0)::float8 AS many
    FROM (SELECT n, md5(n || 'permit') AS h FROM generate_series(1, %(count)s) AS g(n)) drawn"""
_DRAWN = """
    CREATE TEMP TABLE drawn ON COMMIT DROP AS
    WITH place AS (
      SELECT id, reference, address, geometry, row_number() OVER (ORDER BY md5(reference)) - 1 AS rank
      FROM territory_parcel WHERE commune_id = %(commune)s AND valid_to IS NULL
    ), row AS (
      SELECT n, age, pace, many,
        (%(states)s::text[])[1 + floor(a * cardinality(%(states)s::text[]))::int] AS state,
        (%(kinds)s::text[])[1 + floor(b * cardinality(%(kinds)s::text[]))::int] AS kind
      FROM chance
    ), dated AS (
      SELECT row.*, date_trunc('day', %(now)s - make_interval(secs => 86400 * CASE
          WHEN state = ANY(%(open)s) THEN 1 + age * 30
          WHEN state IN ('issued', 'works_declared') THEN 80 + age * 200
          WHEN state = 'expired' THEN 520 + age * 400
          ELSE 120 + age * 800 END)) + make_interval(hours => 8, mins => (many * 480)::int) AS at
      FROM row
    )
    SELECT d.n, d.state, d.kind, d.pace, d.many, v.id AS rules_id, v.delay, v.validity_months,
      p.id AS parcel_id, p.reference AS parcel, p.address, p.geometry, o.name, o.name_ar,
      d.at - CASE extract(isodow FROM d.at) WHEN 6 THEN interval '1 day' WHEN 7 THEN interval '2 days'
        ELSE interval '0' END AS submitted_at
    FROM dated d JOIN place p ON p.rank = mod(d.n, (SELECT count(*) FROM place))
    CROSS JOIN LATERAL (
      SELECT id, validity_months, CASE delay_unit WHEN 'months' THEN delay * 22
        WHEN 'calendar_days' THEN delay * 5 / 7.0 ELSE delay END AS delay
      FROM permits_permittypeversion v
      WHERE v.kind = d.kind AND v.commune_id IS NULL ORDER BY effective_from DESC LIMIT 1
    ) v LEFT JOIN LATERAL (
      SELECT name, name_ar FROM territory_parcelowner o WHERE o.parcel_id = p.id ORDER BY id LIMIT 1
    ) o ON true"""
# Law gives `delay` working days: seven days of the calendar for five of these.
_PERMITS = """
    INSERT INTO permits_permit (commune_id, number, reference, kind, rules_id, state, owner_kind, owner_name,
      owner_name_ar, title, address, project, is_large, site, footprint, created_at, changed_at, submitted_at,
      paused_at, decided_at, issued_at, valid_until, silence_reached_at, assignee_id)
    SELECT %(commune)s, number, number, kind, rules_id, state, 'person', coalesce(name, ''),
      coalesce(name_ar, ''), (%(titles)s::text[])[1 + n %% cardinality(%(titles)s::text[])], address,
      jsonb_build_object('use', 'individual_housing', 'floors', n %% 4, 'height_m', 3.2 * (1 + n %% 4),
        'covered_area_m2', round(ST_Area(geometry)::numeric * 0.6, 1), 'dwellings', 1 + n %% 3),
      kind = 'BUILD_LARGE', geometry, footprint, submitted_at, coalesce(issued_at, decided_at, submitted_at),
      submitted_at, CASE WHEN state = 'complement_requested' THEN submitted_at + interval '2 days' END,
      decided_at, issued_at, valid_until, CASE WHEN decided_at > legal_at THEN legal_at END,
      CASE WHEN n %% 5 < 3 THEN %(officer)s END
    FROM numbered ORDER BY submitted_at, n"""
_NUMBERED = """
    CREATE TEMP TABLE numbered ON COMMIT DROP AS
    SELECT timed.*, format('PC-%%s-%%s-%%s', %(code)s, year,
        lpad((row_number() OVER (PARTITION BY year ORDER BY submitted_at, n))::text, 5, '0')) AS number,
      (issued_at::date + make_interval(months => validity_months))::date AS valid_until
    FROM (
      SELECT d.*, extract(year FROM submitted_at AT TIME ZONE %(zone)s)::int AS year,
        submitted_at + make_interval(secs => 86400 * (delay * 1.4 + 2)) AS legal_at,
        nullif(ST_Multi(ST_CollectionExtract(ST_Buffer(geometry, -1.5, 'join=mitre'), 3)),
          'MULTIPOLYGON EMPTY'::geometry) AS footprint,
        CASE WHEN state <> ALL(%(open)s) AND state <> 'withdrawn'
          THEN submitted_at + make_interval(secs => 86400 * (4 + pace * delay * 1.7)) END AS decided_at,
        CASE WHEN state <> ALL(%(open)s) AND state NOT IN ('withdrawn', 'refused')
          THEN submitted_at + make_interval(secs => 86400 * (5 + pace * delay * 1.7 + many * 6))
          END AS issued_at
      FROM drawn d
    ) timed"""
_LINKS = """
    INSERT INTO permits_permitparcel (permit_id, parcel_id, reference)
    SELECT p.id, d.parcel_id, d.parcel FROM numbered d JOIN permits_permit p ON p.number = d.number"""
_EVENTS = """
    INSERT INTO core_workflowevent (at, actor_id, object_type, object_id, action, source, target, note)
    SELECT CASE WHEN path.step = 0 THEN d.submitted_at
      WHEN path.action IN ('sign', 'refuse') THEN d.decided_at WHEN path.action = 'issue' THEN d.issued_at
      WHEN path.step > 8 THEN d.issued_at + (%(now)s - d.issued_at) * (path.step - 8) / (path.steps - 7)
      ELSE d.submitted_at + (coalesce(d.decided_at, %(now)s) - d.submitted_at)
        * path.step / (CASE WHEN d.decided_at IS NULL THEN path.steps ELSE least(path.steps, 8) END) END,
      NULL, 'permits.permit', p.id, path.action, path.source, path.target, ''
    FROM numbered d JOIN permits_permit p ON p.number = d.number JOIN unnest(%(path_states)s::text[],
      %(path_steps)s::int[], %(path_lengths)s::int[], %(path_actions)s::text[], %(path_sources)s::text[],
      %(path_targets)s::text[]) AS path (state, step, steps, action, source, target) ON path.state = d.state
    ORDER BY p.id, path.step"""
_PAUSES = """
    INSERT INTO permits_pause (permit_id, begun_at, ended_at, request, asked_by_id)
    SELECT p.id, d.submitted_at + interval '2 days',
      CASE WHEN d.decided_at IS NOT NULL THEN d.submitted_at + interval '4 days' END, '', %(officer)s
    FROM numbered d JOIN permits_permit p ON p.number = d.number
    WHERE d.state = 'complement_requested' OR d.decided_at IS NOT NULL AND d.many < 0.2"""
_CIRCULATIONS = """
    INSERT INTO permits_circulation (permit_id, entity_id, round, sent_at, due_at, answered_at)
    SELECT p.id, e.id, 1, d.submitted_at + interval '3 days', d.submitted_at + interval '13 days',
      CASE WHEN d.state <> 'circulated'
        THEN least(d.submitted_at + make_interval(secs => 86400 * (5 + 11 * d.pace * d.many)), %(now)s) END
    FROM numbered d JOIN permits_permit p ON p.number = d.number
    JOIN permits_permittypeversion v ON v.id = d.rules_id
    JOIN permits_entity e ON e.commune_id IS NULL AND e.is_active AND v.opinions ? e.kind
    WHERE d.state NOT IN ('submitted', 'complement_requested', 'complete', 'withdrawn')"""
_OPINIONS = """
    INSERT INTO permits_opinion (permit_id, circulation_id, entity_id, author_id, verdict, given_at)
    SELECT c.permit_id, c.id, c.entity_id, %(member)s,
      CASE WHEN p.state = 'refused' THEN 'unfavourable' ELSE 'favourable' END, c.answered_at
    FROM permits_circulation c JOIN permits_permit p ON p.id = c.permit_id
    JOIN numbered d ON d.number = p.number WHERE c.answered_at IS NOT NULL"""
_DECISIONS = """
    INSERT INTO permits_decision (permit_id, kind, number, code, signed_by_id, signed_at, file)
    SELECT p.id, CASE WHEN d.state = 'refused' THEN 'refusal' ELSE 'grant' END,
      format('DEC-%%s-%%s-%%s', %(code)s, d.decided_year, lpad((row_number() OVER (PARTITION BY d.decided_year
        ORDER BY d.decided_at, d.n))::text, 5, '0')),
      replace(gen_random_uuid()::text, '-', ''), %(president)s, d.decided_at, ''
    FROM (SELECT *, extract(year FROM decided_at AT TIME ZONE %(zone)s)::int AS decided_year FROM numbered) d
    JOIN permits_permit p ON p.number = d.number WHERE d.decided_at IS NOT NULL"""
_REASONS = """
    INSERT INTO permits_decision_reasons (decision_id, refusalreason_id)
    SELECT one.id, (SELECT r.id FROM permits_refusalreason r WHERE r.commune_id IS NULL
      ORDER BY md5(r.code || one.permit_id) LIMIT 1)
    FROM permits_decision one JOIN permits_permit p ON p.id = one.permit_id
    JOIN numbered d ON d.number = p.number WHERE one.kind = 'refusal'"""
_COUNTERS = """
    INSERT INTO core_counter (series, last)
    SELECT format('permits:%%s:%%s:%%s', split_part(number, '-', 1), %(commune)s::bigint, year), max(last)
    FROM (
      SELECT number, split_part(number, '-', 3) AS year, split_part(number, '-', 4)::bigint AS last
      FROM permits_permit WHERE commune_id = %(commune)s AND number IS NOT NULL
      UNION ALL SELECT o.number, split_part(o.number, '-', 3), split_part(o.number, '-', 4)::bigint
      FROM permits_decision o JOIN permits_permit p ON p.id = o.permit_id WHERE p.commune_id = %(commune)s
    ) used GROUP BY 1 ON CONFLICT (series) DO UPDATE SET last = excluded.last"""
_SILENCE = """
    UPDATE permits_permit p SET silence_reached_at = p.due_at FROM permits_permittypeversion v
    WHERE p.commune_id = %(commune)s AND v.id = p.rules_id AND v.silence_is_agreement
      AND p.due_at < %(now)s AND p.silence_reached_at IS NULL"""
TITLES = (
    "Construction d’une habitation individuelle", "بناء مسكن فردي", "Villa avec jardin", "عمارة سكنية",
    "Commerce et logements", "بناء محل تجاري", "Surélévation d’un étage", "إصلاح واجهة",
)  # fmt: skip
STATEMENTS = (_CHANCES, _DRAWN, _NUMBERED, _PERMITS, _LINKS, _EVENTS, _PAUSES, _CIRCULATIONS, _OPINIONS,
              _DECISIONS, _REASONS, _COUNTERS)  # fmt: skip


def fill_desk(
    *, commune: Commune, count: int, officer: User, member: User, president: User, now: datetime, zone: str
) -> int:
    """Put `count` dossiers on the commune's current parcels, before any other has a number there.

    Within the caller's transaction. Raises `IntegrityError` where numbers of the commune are taken.
    """
    steps = [
        (state.value, place, len(path), action, TRANSITIONS[action].target)
        for state, path in PATHS.items()
        for place, action in enumerate(path)
    ]
    sources = [
        "draft" if step[1] == 0 else before[4]
        for before, step in zip([steps[-1], *steps], steps, strict=False)
    ]
    values: dict[str, Any] = {
        "commune": commune.pk,
        "code": commune.code,
        "count": count,
        "now": now,
        "zone": zone,
        "states": [state.value for state, share in SHARES.items() for _one in range(share)],
        "kinds": list(_KINDS),
        "open": [
            state.value for state, path in PATHS.items() if not {"sign", "refuse", "withdraw"} & {*path}
        ],
        "titles": list(TITLES),
        "officer": officer.pk,
        "member": member.pk,
        "president": president.pk,
        "path_states": [step[0] for step in steps],
        "path_steps": [step[1] for step in steps],
        "path_lengths": [step[2] for step in steps],
        "path_actions": [step[3] for step in steps],
        "path_sources": sources,
        "path_targets": [step[4] for step in steps],
    }
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement, values)
            if "TEMP TABLE numbered" in statement:
                cursor.execute("ANALYZE numbered")
        recompute_due(commune_id=commune.pk)
        cursor.execute(_SILENCE, values)
    return count
