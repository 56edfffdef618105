import { useState } from "react";
import { ApiProblem } from "../../api/problem";
import type { Commune } from "../../api/types";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { today } from "../permits/today";
import { AreaDrawing } from "./AreaDrawing";
import { useAnnounce } from "./queries";
import styles from "./surveys.module.css";
import { useKept } from "./useKept";

interface AuthorisationFormProps {
  /** No other is known yet. */
  isFirst: boolean;
  commune: Commune;
  onMade: (id: number) => void;
}

const FIELDS = ["reference", "issued_by", "valid_from", "valid_until", "pilot_name", "pilot_licence", "area"];

export function AuthorisationForm({ isFirst, commune, onMade }: AuthorisationFormProps) {
  const { t } = useI18n();
  const { authorisation } = useAnnounce();
  const [said, setSaid, forget] = useKept(`authorisation-${commune.id}`, {
    reference: "",
    issued_by: "",
    valid_from: today(),
    valid_until: "",
    pilot_name: "",
    pilot_licence: "",
  });
  const [area, setArea] = useState<GeoJSON.Polygon | null>(null);
  const problem = authorisation.error instanceof ApiProblem ? authorisation.error : null;
  const field = (name: keyof typeof said) => ({
    value: said[name],
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
    error: problem?.at(name),
  });
  const isTold = FIELDS.some((name) => problem?.at(name));
  const isComplete = said.reference && said.valid_from && said.valid_until && said.pilot_name;
  const send = () =>
    authorisation.mutate(
      { ...said, commune: commune.id, area: area as unknown as Record<string, unknown> | null },
      {
        onSuccess: (made) => {
          forget();
          onMade(made.id);
        },
      },
    );
  return (
    <form
      className={styles.card}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) send();
      }}
    >
      <h2 className={styles.subtitle}>
        {t(isFirst ? "surveys.firstAuthorisation" : "surveys.newAuthorisation")}
      </h2>
      <Field
        label={t("surveys.reference")}
        help={t("surveys.referenceHelp")}
        isRequired
        input={{ dir: "auto" }}
        {...field("reference")}
      />
      <Field label={t("surveys.issuedBy")} input={{ dir: "auto" }} {...field("issued_by")} />
      <div className={styles.pair}>
        <Field label={t("surveys.validFrom")} type="date" isRequired {...field("valid_from")} />
        <Field label={t("surveys.validUntil")} type="date" isRequired {...field("valid_until")} />
      </div>
      <div className={styles.pair}>
        <Field label={t("surveys.pilot")} isRequired input={{ dir: "auto" }} {...field("pilot_name")} />
        <Field label={t("surveys.licence")} input={{ dir: "ltr" }} {...field("pilot_licence")} />
      </div>
      <AreaDrawing commune={commune} area={area} onChange={setArea} error={problem?.at("area")} />
      {problem && !isTold && (
        <Notice level="late" isLive>
          {problem.isOffline ? t("surveys.offlineForm") : problem.message}
        </Notice>
      )}
      <div>
        <Button kind="main" type="submit" isDisabled={!isComplete} isPending={authorisation.isPending}>
          {t("surveys.recordAuthorisation")}
        </Button>
      </div>
    </form>
  );
}
