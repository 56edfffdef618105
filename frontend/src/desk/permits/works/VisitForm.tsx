import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Choice";
import { Notice } from "../../../ui/Notice";
import { TextArea } from "../../../ui/TextArea";
import styles from "../permits.module.css";
import type { Visit } from "../queries";
import { HerePlace } from "./HerePlace";
import { KeptNotice } from "./KeptNotice";
import { CHECK_ITEMS, RESULTS, type VisitResult } from "./kinds";
import type { KeptVisit } from "./outbox";
import { useOutbox } from "./useOutbox";
import { VisitPhotos } from "./VisitPhotos";
import form from "./visit.module.css";

/** The visit as it is held on site: one column, large targets, kept on the device until it is received. */
export function VisitForm({ visit }: { visit: Visit }) {
  const { t } = useI18n();
  const { outbox, kept } = useOutbox();
  const draft = outbox.find(visit.id);
  const change = (next: Partial<KeptVisit>) => outbox.change(visit.id, next);
  if (draft?.heldAt) return <KeptNotice visit={draft} />;
  const { result = "", note = "", checks = {}, position = null } = draft ?? {};
  const end = () => {
    const checklist = CHECK_ITEMS.map((item) => ({
      item,
      ok: checks[item] ?? null,
      note: "",
    }));
    change({ heldAt: new Date().toISOString(), checklist });
    void outbox.send();
  };
  return (
    <div className={form.form}>
      {!kept.outlasts && <Notice level="waiting">{t("permitDesk.keepsNothing")}</Notice>}
      <HerePlace position={position} onPlace={(place) => change({ position: place })} />
      <fieldset className={styles.choices}>
        <legend>{t("permitDesk.checklist")}</legend>
        {CHECK_ITEMS.map((item) => (
          <div key={item} className={form.item}>
            <span>{t(`permitDesk.check.${item}`)}</span>
            <Choice<"ok" | "not" | "none">
              label={t(`permitDesk.check.${item}`)}
              value={checks[item] === true ? "ok" : checks[item] === false ? "not" : "none"}
              onChange={(value) =>
                change({ checks: { ...checks, [item]: value === "none" ? null : value === "ok" } })
              }
              options={[
                { value: "ok", title: t("permitDesk.checkOk") },
                { value: "not", title: t("permitDesk.checkNot") },
                { value: "none", title: t("permitDesk.checkNone") },
              ]}
            />
          </div>
        ))}
      </fieldset>
      <VisitPhotos
        photos={kept.photos.filter((one) => one.of === draft?.key)}
        onTaken={(files) =>
          outbox.addPhotos(
            visit.id,
            files.map((file) => photoOf(file, position)),
          )
        }
        onDrop={(photo) => outbox.dropPhoto(photo.key)}
      />
      <TextArea
        label={t("permitDesk.whatWasFound")}
        value={note}
        onChange={(text) => change({ note: text })}
      />
      <fieldset className={styles.choices}>
        <legend>{t("permitDesk.conclusion")}</legend>
        <Choice<VisitResult>
          label={t("permitDesk.conclusion")}
          value={result as VisitResult}
          onChange={(chosen) => change({ result: chosen })}
          options={RESULTS.map((value) => ({ value, title: t(`permitDesk.result.${value}`) }))}
        />
      </fieldset>
      <Button kind="main" isDisabled={result === ""} onPress={end}>
        {t("permitDesk.sendVisit")}
      </Button>
      <span className={styles.small}>{t("permitDesk.keptHere")}</span>
    </div>
  );
}

function photoOf(file: File, position: [number, number] | null) {
  return { file, name: file.name, takenAt: new Date(file.lastModified).toISOString(), position };
}
