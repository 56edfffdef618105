import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { useShortcuts } from "../../../explorer/useShortcuts";
import { useI18n } from "../../../i18n/t";
import { LegalClock } from "../../../permits/shared/LegalClock";
import { StateBadge } from "../../../permits/shared/StateBadge";
import type { PermitRow } from "../../../permits/shared/types";
import { addressOf } from "../addresses";
import { usePersonTitle } from "../usePersonTitle";
import styles from "./queue.module.css";

interface QueueListProps {
  rows: readonly PermitRow[];
  selected: ReadonlySet<number>;
  onToggle: (id: number) => void;
}

/** The rows of the queue: `j` and `k` go through them, `o` opens, `x` selects. */
export function QueueList({ rows, selected, onToggle }: QueueListProps) {
  const { t } = useI18n();
  const [, go] = useLocation();
  const [at, setAt] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const step = (by: number) => setAt((now) => Math.min(rows.length - 1, Math.max(0, now + by)));
  const here = rows[at];
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    o: () => here && go(addressOf(here)),
    x: () => here && onToggle(here.id),
    "/": () => document.getElementById("queue-search")?.querySelector("input")?.focus(),
  });
  useEffect(() => {
    list.current?.children[at]?.querySelector("a")?.focus();
  }, [at]);
  return (
    <div className={styles.frame}>
      <div className={styles.heads} aria-hidden>
        <span />
        <span>{t("permitDesk.dossier")}</span>
        <span>{t("permitDesk.object")}</span>
        <span>{t("permitDesk.state")}</span>
        <span>{t("permitDesk.clock")}</span>
        <span>{t("permitDesk.assignee")}</span>
      </div>
      <ul ref={list} aria-label={t("permitDesk.queue")}>
        {rows.map((row) => (
          <QueueRow key={row.id} row={row} isSelected={selected.has(row.id)} onToggle={onToggle} />
        ))}
      </ul>
      <p className={styles.keys}>{t("permitDesk.keys")}</p>
    </div>
  );
}

interface QueueRowProps {
  row: PermitRow;
  isSelected: boolean;
  onToggle: (id: number) => void;
}

function QueueRow({ row, isSelected, onToggle }: QueueRowProps) {
  const { t, format } = useI18n();
  const title = usePersonTitle();
  return (
    <li className={styles.row} data-selected={isSelected || undefined}>
      <input
        type="checkbox"
        checked={isSelected}
        aria-label={t("permitDesk.select", { reference: row.reference })}
        onChange={() => onToggle(row.id)}
      />
      <div>
        <Link href={addressOf(row)} className={`${styles.reference} latin`}>
          {row.reference}
        </Link>
        <span className={styles.small}>{format.name(row.kind_name)}</span>
      </div>
      <div>
        {row.title || "—"}
        <span className={styles.small}>{[row.owner_name, row.address].filter(Boolean).join(" · ")}</span>
      </div>
      <StateBadge state={row.state} />
      <LegalClock permit={row} />
      <span className={row.assignee ? undefined : styles.small}>
        {row.assignee ? title(row.assignee) : t("permitDesk.nobody")}
      </span>
    </li>
  );
}
