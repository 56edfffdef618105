import { Sparkles, Trash2 } from "lucide-react";
import { useState } from "react";
import { ApiProblem } from "../../../api/problem";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Check } from "../../../ui/Check";
import { Field } from "../../../ui/Field";
import { toast } from "../../../ui/Toast";
import { numberOf } from "../flightFields";
import styles from "../surveys.module.css";
import type { Survey } from "../types";
import { PhotoChooser } from "./PhotoChooser";
import { PhotoProgress } from "./PhotoProgress";
import { countPhotos, photoKey, sortPhotos } from "./photos";
import { useOdmActions, useOdmTasks, usePhotoActions, useWaitingPhotos } from "./queries";
import { Refused } from "./Refused";
import { isAtWork } from "./types";
import { usePhotoSender } from "./usePhotoSender";

const RESOLUTION_CM = 5;
/** A node makes nothing of less. */
const PHOTOS_MIN = 2;

/** Raw photos: sent, then made into orthophoto and heights by the photogrammetry node. */
export function PhotosForm({ survey }: { survey: Survey }) {
  const { t } = useI18n();
  const { sender, sending } = usePhotoSender(survey);
  const waiting = useWaitingPhotos(survey.id).data ?? [];
  const isBusy = useOdmTasks(survey.id).data?.some(isAtWork) ?? false;
  const [passed, setPassed] = useState(0);
  const isSending = (sending?.photos ?? 0) > 0;
  const take = (files: readonly File[]) => {
    const { photos, others } = sortPhotos(files);
    setPassed(others.length);
    sender?.add(photos, new Set(waiting.map((one) => photoKey(one.name, one.size, one.modified))));
  };
  if (isBusy && !isSending) return <p>{t("surveys.bring.odmBusy")}</p>;
  return (
    <div className={styles.form}>
      <p className={styles.lead}>{t("surveys.bring.photosLead")}</p>
      {sender && sending && isSending && <PhotoProgress sender={sender} sending={sending} />}
      {waiting.length > 0 && !isSending && <Waiting survey={survey} count={countPhotos(waiting)} />}
      {passed > 0 && <p className={styles.small}>{t("surveys.bring.passedOver", { count: passed })}</p>}
      <PhotoChooser isSmall={isSending || waiting.length > 0} isDisabled={!sender} onChosen={take} />
      {waiting.length >= PHOTOS_MIN && !isSending && <Making survey={survey} />}
    </div>
  );
}

/** What is on the server already, for who comes back on another day. */
function Waiting({ survey, count }: { survey: Survey; count: number }) {
  const { t } = useI18n();
  const { leave } = usePhotoActions(survey.id);
  return (
    <div className={styles.row}>
      <p>
        <b>{t("surveys.bring.photosThere", { count })}</b>
        <span className={styles.small}>{t("surveys.bring.photosThereHelp")}</span>
      </p>
      <Button
        kind="quiet"
        size="small"
        icon={<Trash2 aria-hidden />}
        isPending={leave.isPending}
        onPress={() => leave.mutate(undefined, { onError: (error) => toast(error.message, "late") })}
      >
        {t("surveys.bring.leavePhotos")}
      </Button>
    </div>
  );
}

/** What is to be made of them. */
function Making({ survey }: { survey: Survey }) {
  const { t } = useI18n();
  const { ask } = useOdmActions(survey.id);
  const [hasSurface, setSurface] = useState(true);
  const [hasGround, setGround] = useState(true);
  const [resolution, setResolution] = useState(String(survey.gsd_cm ?? RESOLUTION_CM));
  const size = numberOf(resolution);
  const isNumber = size !== null && Number.isFinite(size);
  const problem = ask.error instanceof ApiProblem ? ask.error : null;
  const atField = problem?.at("resolution_cm");
  const send = () =>
    isNumber &&
    ask.mutate(
      { dsm: hasSurface, dtm: hasGround, resolution_cm: size },
      { onSuccess: () => toast(t("surveys.bring.odmAsked")) },
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <fieldset className={styles.fieldset}>
        <legend>{t("surveys.bring.make")}</legend>
        <Check
          title={t("surveys.kind.dsm")}
          help={t("surveys.bring.dsmHelp")}
          isSelected={hasSurface}
          onChange={setSurface}
        />
        <Check
          title={t("surveys.kind.dtm")}
          help={t("surveys.bring.dtmHelp")}
          isSelected={hasGround}
          onChange={setGround}
        />
      </fieldset>
      <div className={styles.kindChoice}>
        <Field
          label={t("surveys.gsd")}
          help={t("surveys.bring.resolutionHelp")}
          error={atField ?? (isNumber ? undefined : t("surveys.notANumber"))}
          value={resolution}
          onChange={setResolution}
          input={{ dir: "ltr", inputMode: "decimal", autoComplete: "off" }}
        />
      </div>
      <Refused problem={atField ? null : problem} />
      <div>
        <Button
          type="submit"
          kind="main"
          icon={<Sparkles aria-hidden />}
          isDisabled={!isNumber}
          isPending={ask.isPending}
        >
          {t("surveys.bring.start")}
        </Button>
      </div>
    </form>
  );
}
