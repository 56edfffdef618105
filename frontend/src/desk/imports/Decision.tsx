import { useLocation } from "wouter";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { ClassMark } from "./ClassMark";
import { useImportActions } from "./queries";
import styles from "./Report.module.css";
import { changesOf, changeTotal, undoOf } from "./states";
import type { Counts, Import } from "./types";

type DecisionProps = { item: Import; counts: Counts };

/** The last step: what applying changes, or what undoing restores, and the one main action. */
export function Decision({ item, counts }: DecisionProps) {
  if (item.state === "checked") return <ToApply item={item} counts={counts} />;
  if (item.state === "applied") return <Applied item={item} counts={counts} />;
  if (item.state === "undone") return <Undone item={item} />;
  return null;
}

function ToApply({ item, counts }: DecisionProps) {
  const { t, format } = useI18n();
  const [, navigate] = useLocation();
  const { act } = useImportActions(item.id);
  const changes = changesOf(counts);
  return (
    <footer className={styles.decision}>
      <h2 className={styles.decisionTitle}>{t("imports.apply.title")}</h2>
      {changes.length > 0 ? (
        <ul className={styles.changes}>
          {changes.map(({ class: name, count }) => (
            <li key={name}>
              <ClassMark of={name} />
              <strong className="numeric">{format.number(count)}</strong> {t(`imports.class.${name}`)}
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("imports.apply.nothing")}</p>
      )}
      {counts.refused > 0 && (
        <p className={styles.help}>{t("imports.apply.refused", { count: counts.refused })}</p>
      )}
      {act.error && (
        <Notice level="late" isLive>
          {act.error.message}
        </Notice>
      )}
      <div className={styles.actions}>
        {item.can.apply && changeTotal(counts) > 0 && (
          <Button kind="main" isPending={act.isPending} onPress={() => act.mutate("apply")}>
            {t("imports.apply.action")}
          </Button>
        )}
        {item.can.map && (
          <Button onPress={() => navigate(`/desk/imports/${item.id}?step=columns`)}>
            {t("imports.map.again")}
          </Button>
        )}
        {item.can.apply && <span className={styles.help}>{t("imports.apply.undoable")}</span>}
      </div>
    </footer>
  );
}

function Applied({ item, counts }: DecisionProps) {
  const { t, format } = useI18n();
  const { act } = useImportActions(item.id);
  const { removed, restored, revived } = undoOf(counts);
  const summary = [
    removed > 0 && t("imports.undo.removed", { count: format.number(removed) }),
    restored > 0 && t("imports.undo.restored", { count: format.number(restored) }),
    revived > 0 && t("imports.undo.revived", { count: format.number(revived) }),
  ].filter((part) => part !== false);
  const when = item.applied_at ? format.dateTime(item.applied_at) : "";
  return (
    <footer className={styles.decision}>
      <Notice level="ok" title={t("imports.apply.done", { when })}>
        {t("imports.apply.doneLead")}
      </Notice>
      {act.error && (
        <Notice level="late" isLive>
          {act.error.message}
        </Notice>
      )}
      {item.can.undo && (
        <>
          <p className={styles.help}>
            {t("imports.undo.explain", {
              number: `\u2068${item.number}\u2069`,
              summary: summary.join(" · "),
            })}
          </p>
          <div className={styles.actions}>
            <Button isPending={act.isPending} onPress={() => act.mutate("undo")}>
              {t("imports.undo.action")}
            </Button>
          </div>
        </>
      )}
    </footer>
  );
}

function Undone({ item }: { item: Import }) {
  const { t, format } = useI18n();
  const when = item.undone_at ? format.dateTime(item.undone_at) : "";
  return (
    <footer className={styles.decision}>
      <Notice level="info" title={t("imports.undo.done", { when })}>
        {t("imports.undo.doneLead")}
      </Notice>
    </footer>
  );
}
