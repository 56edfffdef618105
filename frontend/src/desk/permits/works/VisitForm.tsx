import { Camera, LocateFixed, X } from "lucide-react";
import { type ChangeEvent, useState } from "react";
import { ApiProblem } from "../../../api/problem";
import { useI18n } from "../../../i18n/t";
import { Button, IconButton } from "../../../ui/Button";
import { Choice } from "../../../ui/Choice";
import { Notice } from "../../../ui/Notice";
import { TextArea } from "../../../ui/TextArea";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import type { Visit } from "../queries";
import { CHECK_ITEMS, RESULTS, type VisitResult } from "./kinds";
import { type TakenPhoto, useHoldVisit } from "./useHoldVisit";
import { useVisitDraft } from "./useVisitDraft";
import form from "./visit.module.css";

/** The visit as it is held on site: one column, large targets, kept on the device until it is received. */
export function VisitForm({ visit }: { visit: Visit }) {
  const { t } = useI18n();
  const { draft, change, forget } = useVisitDraft(visit.id);
  const [photos, setPhotos] = useState<TakenPhoto[]>([]);
  const hold = useHoldVisit(visit.id);
  const send = () => {
    if (draft.result === "") return;
    const checklist = CHECK_ITEMS.map((item) => ({
      item,
      ok: draft.checks[item] ?? null,
      note: "",
    }));
    const body = {
      client_key: draft.clientKey,
      held_at: new Date().toISOString(),
      result: draft.result,
      note: draft.note,
      checklist,
      position: draft.position,
    };
    hold.mutate(
      { body, photos },
      {
        onSuccess: () => {
          forget();
          toast(t("permitDesk.visitSent"));
        },
      },
    );
  };
  return (
    <div className={form.form}>
      <Place position={draft.position} onPlace={(position) => change({ position })} />
      <fieldset className={styles.choices}>
        <legend>{t("permitDesk.checklist")}</legend>
        {CHECK_ITEMS.map((item) => (
          <div key={item} className={form.item}>
            <span>{t(`permitDesk.check.${item}`)}</span>
            <Choice<"ok" | "not" | "none">
              label={t(`permitDesk.check.${item}`)}
              value={draft.checks[item] === true ? "ok" : draft.checks[item] === false ? "not" : "none"}
              onChange={(value) =>
                change({ checks: { ...draft.checks, [item]: value === "none" ? null : value === "ok" } })
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
      <Photos photos={photos} position={draft.position} onChange={setPhotos} />
      <TextArea
        label={t("permitDesk.whatWasFound")}
        value={draft.note}
        onChange={(note) => change({ note })}
      />
      <fieldset className={styles.choices}>
        <legend>{t("permitDesk.conclusion")}</legend>
        <Choice<VisitResult>
          label={t("permitDesk.conclusion")}
          value={draft.result as VisitResult}
          onChange={(result) => change({ result })}
          options={RESULTS.map((value) => ({ value, title: t(`permitDesk.result.${value}`) }))}
        />
      </fieldset>
      {hold.error && (
        <Notice level="late" isLive>
          {hold.error instanceof ApiProblem && hold.error.isOffline
            ? t("permitDesk.visitKept")
            : hold.error.message}
        </Notice>
      )}
      <Button kind="main" isDisabled={draft.result === ""} isPending={hold.isPending} onPress={send}>
        {t("permitDesk.sendVisit")}
      </Button>
      <span className={styles.small}>{t("permitDesk.keptHere")}</span>
    </div>
  );
}

interface PlaceProps {
  position: [number, number] | null;
  onPlace: (position: [number, number]) => void;
}

function Place({ position, onPlace }: PlaceProps) {
  const { t } = useI18n();
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onPlace([coords.longitude, coords.latitude]),
      () => toast(t("permitDesk.noPosition"), "late"),
      { enableHighAccuracy: true },
    );
  return (
    <div className={styles.row}>
      <Button icon={<LocateFixed aria-hidden />} onPress={locate}>
        {t("permitDesk.hereIAm")}
      </Button>
      {position && (
        <span className="latin numeric">
          {position[1].toFixed(5)}, {position[0].toFixed(5)}
        </span>
      )}
    </div>
  );
}

interface PhotosProps {
  photos: readonly TakenPhoto[];
  position: [number, number] | null;
  onChange: (photos: TakenPhoto[]) => void;
}

function Photos({ photos, position, onChange }: PhotosProps) {
  const { t } = useI18n();
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    const taken = [...(event.target.files ?? [])].map((file) => ({
      file,
      address: URL.createObjectURL(file),
      takenAt: new Date(file.lastModified).toISOString(),
      position,
    }));
    onChange([...photos, ...taken]);
    event.target.value = "";
  };
  return (
    <div className={styles.stack}>
      <label className={form.camera}>
        <Camera aria-hidden size={20} />
        {t("permitDesk.takePhoto")}
        <input type="file" accept="image/*" capture="environment" multiple onChange={add} />
      </label>
      <ul className={form.photos}>
        {photos.map((photo) => (
          <li key={photo.address}>
            <img src={photo.address} alt={photo.file.name} />
            <IconButton
              label={t("permitDesk.dropPhoto", { name: photo.file.name })}
              icon={<X />}
              onPress={() => onChange(photos.filter((one) => one !== photo))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
