import { useState } from "react";
import { ApiProblem } from "../../api/problem";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextArea";
import { CampaignChoice } from "./CampaignChoice";
import { type FlightFields, flightBody, flightFields } from "./flightFields";
import styles from "./surveys.module.css";
import type { Authorisation, Survey, SurveyIn } from "./types";
import { useKept } from "./useKept";

interface FlightFormProps {
  commune: number;
  authorisation: Authorisation;
  /** The survey that is corrected; without one a new flight. */
  survey?: Survey;
  action: string;
  help?: string;
  isPending: boolean;
  problem: Error | null;
  onSend: (body: SurveyIn) => void;
}

const GEOREFERENCES = ["rtk", "control_points", "gps"] as const;
const TOLD_AT_FIELD = ["title", "flown_at", "sensor", "gsd_cm", "accuracy_cm", "campaign", "georeference"];

/** What a flight was. Each fault is told at its field. */
export function FlightForm(props: FlightFormProps) {
  const { commune, authorisation, survey, action, help, isPending, onSend } = props;
  const { t } = useI18n();
  const [said, setSaid] = useKept<FlightFields>(
    survey ? `survey-${survey.id}-${survey.version}` : `survey-${authorisation.id}`,
    flightFields(survey),
  );
  const [fault, setFault] = useState("");
  const problem = props.problem instanceof ApiProblem ? props.problem : null;
  const set = <Name extends keyof FlightFields>(name: Name, value: FlightFields[Name]) =>
    setSaid({ ...said, [name]: value });
  const field = (name: "title" | "sensor" | "gsd_cm" | "accuracy_cm") => ({
    value: said[name],
    onChange: (value: string) => set(name, value),
    error: problem?.at(name) ?? (fault === name ? t("surveys.notANumber") : undefined),
  });
  const isTold = TOLD_AT_FIELD.some((name) => problem?.at(name));
  const send = () => {
    const made = flightBody(said, authorisation.id);
    setFault("fault" in made ? made.fault : "");
    if ("body" in made) onSend(made.body);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field
        label={t("surveys.flightTitle")}
        help={t("surveys.flightTitleHelp")}
        isRequired
        input={{ dir: "auto" }}
        {...field("title")}
      />
      <Field
        label={t("surveys.flownAt")}
        type="datetime-local"
        isRequired
        value={said.flown_at}
        onChange={(value) => set("flown_at", value)}
        error={problem?.at("flown_at")}
      />
      <CampaignChoice
        commune={commune}
        value={said.campaign}
        onChange={(value) => set("campaign", value)}
        error={problem?.at("campaign")}
      />
      <Field
        label={t("surveys.sensor")}
        help={t("surveys.sensorHelp")}
        input={{ dir: "auto" }}
        {...field("sensor")}
      />
      <Select<FlightFields["georeference"]>
        label={t("surveys.georeference")}
        value={said.georeference}
        onChange={(value) => set("georeference", value)}
        options={GEOREFERENCES.map((value) => ({
          value,
          title: t(`surveys.georeference.${value}`),
          detail: t(`surveys.georeferenceHelp.${value}`),
        }))}
      />
      <div className={styles.pair}>
        <Field
          label={t("surveys.gsd")}
          help={t("surveys.gsdHelp")}
          input={{ inputMode: "decimal", dir: "ltr" }}
          {...field("gsd_cm")}
        />
        <Field
          label={t("surveys.accuracy")}
          help={t("surveys.accuracyHelp")}
          input={{ inputMode: "decimal", dir: "ltr" }}
          {...field("accuracy_cm")}
        />
      </div>
      <TextArea
        label={t("surveys.note")}
        rows={2}
        value={said.note}
        onChange={(value) => set("note", value)}
      />
      {problem && !isTold && (
        <Notice level="late" isLive>
          {problem.isOffline ? t("surveys.offlineForm") : problem.message}
        </Notice>
      )}
      <div className={styles.row}>
        <Button kind="main" type="submit" isDisabled={!said.title || !said.flown_at} isPending={isPending}>
          {action}
        </Button>
        {help && <span className={styles.small}>{help}</span>}
      </div>
    </form>
  );
}
