import { useState } from "react";
import { ApiProblem } from "../../../api/problem";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { useCan } from "../../../session/useCan";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { Skeleton } from "../../../ui/Skeleton";
import { TextArea } from "../../../ui/TextArea";
import { toast } from "../../../ui/Toast";
import { usePersonTitle } from "../../permits/usePersonTitle";
import { numberOf } from "../flightFields";
import look from "../surveys.module.css";
import styles from "./findings.module.css";
import { useSetThresholds, useSuggestion, useThresholds } from "./queries";
import type { Suggestion, Thresholds } from "./types";

interface TuningDialogProps {
  commune: number;
  onClose: () => void;
}

/** The thresholds of the detection: as they hold, what judged findings say of them, who set them and why. */
export function TuningDialog({ commune, onClose }: TuningDialogProps) {
  const { t } = useI18n();
  const thresholds = useThresholds(commune);
  const suggestion = useSuggestion(commune).data;
  const mayTune = useCan("surveys.tune_detection", commune);
  return (
    <Dialog title={t("surveys.tuning")} isOpen onClose={onClose} size="large">
      <div className={look.form}>
        <p>{t("surveys.tuningLead")}</p>
        {thresholds.isPending && <Skeleton lines={6} />}
        {thresholds.error && <Problem problem={thresholds.error} onRetry={() => void thresholds.refetch()} />}
        {thresholds.data && (
          <>
            {mayTune ? (
              <TuningForm
                key={thresholds.data.versions.length}
                commune={commune}
                thresholds={thresholds.data}
                suggestion={suggestion}
              />
            ) : (
              <Present thresholds={thresholds.data} />
            )}
            <Versions thresholds={thresholds.data} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Present({ thresholds }: { thresholds: Thresholds }) {
  const { format } = useI18n();
  return (
    <dl className={look.facts}>
      {thresholds.fields.map((one) => (
        <div key={one.name} className={styles.pair}>
          <dt>{one.title}</dt>
          <dd className="numeric">{format.value(one.value, one.unit)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface TuningFormProps {
  commune: number;
  thresholds: Thresholds;
  suggestion: Suggestion | undefined;
}

function TuningForm({ commune, thresholds, suggestion }: TuningFormProps) {
  const { t, format } = useI18n();
  const set = useSetThresholds();
  const [values, setValues] = useState<Record<string, string>>({});
  const [reason, setReason] = useState("");
  const [isSuggested, setSuggested] = useState(false);
  const advised = suggestion?.is_enough
    ? suggestion.advice.filter((one) => one.suggested !== null && one.suggested !== one.value)
    : [];
  const problem = set.error instanceof ApiProblem ? set.error : null;
  const send = () =>
    set.mutate(
      {
        commune,
        values: Object.fromEntries(
          thresholds.fields.map((one) => [one.name, numberOf(values[one.name] ?? "") ?? one.value]),
        ),
        reason,
        by_suggestion: isSuggested,
      },
      { onSuccess: () => toast(t("surveys.thresholdsSet")) },
    );
  return (
    <>
      {suggestion && (
        <Notice
          level="info"
          title={t("surveys.judgedSoFar", {
            accepted: format.number(suggestion.accepted),
            rejected: format.number(suggestion.rejected),
          })}
          action={
            advised.length > 0 && (
              <Button
                size="small"
                onPress={() => {
                  setSuggested(true);
                  setValues(
                    Object.fromEntries(advised.map((one) => [one.name, String(one.suggested ?? one.value)])),
                  );
                }}
              >
                {t("surveys.takeSuggestion")}
              </Button>
            )
          }
        >
          {advised.length > 0
            ? advised.map((one) => (
                <p key={one.name}>
                  {t("surveys.advice", {
                    name: thresholds.fields.find((field) => field.name === one.name)?.title ?? one.name,
                    value: format.number(one.suggested ?? 0),
                    count: one.would_drop,
                  })}
                </p>
              ))
            : t(suggestion.is_enough ? "surveys.noAdvice" : "surveys.tooFewJudged")}
        </Notice>
      )}
      <div className={look.pair}>
        {thresholds.fields.map((one) => (
          <Field
            key={one.name}
            label={one.unit ? `${one.title} (${one.unit})` : one.title}
            help={t("surveys.between", {
              least: format.number(one.least),
              most: format.number(one.most),
              usual: format.number(one.default),
            })}
            value={values[one.name] ?? String(one.value)}
            onChange={(value) => {
              setSuggested(false);
              setValues({ ...values, [one.name]: value });
            }}
            error={problem?.at(one.name)}
            input={{ inputMode: "decimal", dir: "ltr" }}
          />
        ))}
      </div>
      <TextArea
        label={t("surveys.whyChange")}
        help={t("surveys.whyChangeHelp")}
        rows={2}
        value={reason}
        onChange={setReason}
        isRequired
        error={problem?.at("reason")}
      />
      {problem && !problem.at("reason") && (
        <Notice level="late" isLive>
          {problem.message}
        </Notice>
      )}
      <div>
        <Button kind="main" isDisabled={!reason.trim()} isPending={set.isPending} onPress={send}>
          {t("surveys.setThresholds")}
        </Button>
      </div>
    </>
  );
}

function Versions({ thresholds }: { thresholds: Thresholds }) {
  const { t, format } = useI18n();
  const person = usePersonTitle();
  return (
    <section className={styles.history}>
      <h3>{t("surveys.versions")}</h3>
      {thresholds.versions.length === 0 && <p className={styles.quiet}>{t("surveys.defaultsHold")}</p>}
      <ol>
        {thresholds.versions.map((one) => (
          <li key={one.version}>
            <b>{t("surveys.version", { number: one.version })}</b> · {format.dateTime(one.set_at)}
            {one.set_by && (
              <>
                {" · "}
                <bdi>{person(one.set_by)}</bdi>
              </>
            )}
            <p dir="auto">{one.reason}</p>
            <p className={styles.quiet}>
              {Object.entries(one.values)
                .map(([name, value]) => {
                  const field = thresholds.fields.find((known) => known.name === name);
                  return `${field?.title ?? name}: ${format.value(value, field?.unit ?? "")}`;
                })
                .join(" · ")}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
