import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import styles from "./apply.module.css";
import type { DraftChange } from "./draftSaver";
import { type Fields, fieldsOf } from "./fields";
import type { Draft } from "./useDraft";

/** Another device saved meanwhile: what differs stands side by side, and the person chooses. */
export function ConflictDialog({ draft }: { draft: Draft }) {
  const { t } = useI18n();
  const { status, theirs, pending } = draft.saving;
  if (status !== "conflict" || !theirs) return null;
  const stored = fieldsOf(theirs, {});
  const names = Object.keys(pending) as (keyof DraftChange & keyof Fields)[];
  return (
    <Dialog
      title={t("apply.conflict.title")}
      isOpen
      isKept
      role="alertdialog"
      onClose={() => undefined}
      actions={
        <>
          <Button onPress={draft.takeTheirs}>{t("apply.conflict.theirs")}</Button>
          <Button kind="main" onPress={draft.keepMine}>
            {t("apply.conflict.mine")}
          </Button>
        </>
      }
    >
      <p>{t("apply.conflict.lead")}</p>
      <dl className={styles.differences}>
        {names.map((name) => (
          <div key={name}>
            <dt>{t(`apply.field.${name}`)}</dt>
            <dd>
              {t("apply.conflict.here")} <bdi>{shown(draft.fields[name]) || "—"}</bdi>
            </dd>
            <dd>
              {t("apply.conflict.there")} <bdi>{shown(stored[name]) || "—"}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** Texts and numbers as they are; of an outline how many corners it has. */
function shown(value: Fields[keyof Fields] | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.join(", ");
  if ("coordinates" in value)
    return `△ ${value.coordinates.flat(value.type === "Polygon" ? 1 : 2).length - 1}`;
  return Object.values(value)
    .filter((one) => one !== null && one !== false && one !== 0)
    .join(" · ");
}
