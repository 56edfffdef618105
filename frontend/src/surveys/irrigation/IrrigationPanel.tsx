import { Trash2 } from "lucide-react";
import { useState } from "react";
import { apiUrl } from "../../api/client";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { Button, IconButton } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import type { Survey } from "../types";
import styles from "./irrigation.module.css";
import { useClasses, usePlan, usePlanActions, usePlans } from "./queries";
import { CLASS_COLOURS, rateFrom, spans, waterOf } from "./rates";

const COUNTS = ["3", "4", "5"] as const;
const LEAST_M2 = "500";

/** Watering by vigour: classes of a multispectral survey, a rate for each, zones for the machine. */
export function IrrigationPanel({ survey, mayPlan }: { survey: Survey; mayPlan: boolean }) {
  const { t, format } = useI18n();
  const plans = usePlans(survey.id);
  const [opened, setOpened] = useState<number | null>(null);
  const { remove } = usePlanActions(survey.id);
  return (
    <div className={styles.panel}>
      <Notice level="waiting">{t("surveys.irrigation.vigourOnly")}</Notice>
      {mayPlan && <NewPlan survey={survey} onMade={setOpened} />}
      {plans.error && <Problem problem={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.data && plans.data.length > 0 && (
        <section>
          <h3>{t("surveys.irrigation.plans")}</h3>
          <ul className={styles.plans}>
            {plans.data.map((plan) => (
              <li key={plan.id}>
                <button
                  type="button"
                  aria-expanded={opened === plan.id}
                  onClick={() => setOpened((held) => (held === plan.id ? null : plan.id))}
                >
                  <strong>{plan.title}</strong>
                  <span className="numeric">{cubic(plan.volume_m3, format)}</span>
                </button>
                {mayPlan && (
                  <IconButton
                    label={t("surveys.irrigation.remove", { title: plan.title })}
                    icon={<Trash2 />}
                    onPress={() => remove.mutate(plan.id)}
                  />
                )}
                {opened === plan.id && <PlanView id={plan.id} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

type Format = ReturnType<typeof useI18n>["format"];

function cubic(value: number, format: Format): string {
  return `${format.number(value, { maximumFractionDigits: 1 })} m³`;
}

function NewPlan({ survey, onMade }: { survey: Survey; onMade: (id: number) => void }) {
  const { t, format } = useI18n();
  const [count, setCount] = useState<(typeof COUNTS)[number]>("4");
  const [rates, setRates] = useState<readonly string[]>([]);
  const [title, setTitle] = useState("");
  const [least, setLeast] = useState(LEAST_M2);
  const classes = useClasses(survey.id, Number(count));
  const { make } = usePlanActions(survey.id);
  if (classes.error) return <Problem problem={classes.error} onRetry={() => void classes.refetch()} />;
  const found = classes.data;
  const numbers = found ? found.areas_m2.map((_, index) => rateFrom(rates[index] ?? "")) : [];
  const isComplete = found && numbers.every((rate) => rate !== null) && title.trim() !== "";
  const send = () =>
    make.mutate(
      {
        title: title.trim(),
        rates_mm: numbers.map((rate) => rate ?? 0),
        breaks: found?.breaks ?? null,
        classes: Number(count),
        zone_min_m2: rateFrom(least) ?? Number(LEAST_M2),
      },
      { onSuccess: (plan) => onMade(plan.id) },
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3>{t("surveys.irrigation.new")}</h3>
      <Field label={t("surveys.irrigation.title")} value={title} onChange={setTitle} isRequired />
      <Choice
        label={t("surveys.irrigation.classes")}
        options={COUNTS.map((value) => ({ value, title: format.number(Number(value)) }))}
        value={count}
        onChange={setCount}
      />
      {!found && <Skeleton lines={4} />}
      {found &&
        spans(found.breaks).map((span, index) => (
          <div key={CLASS_COLOURS[index]} className={styles.class}>
            <Swatch index={index} of={found.areas_m2.length} />
            <span className="numeric">
              {spanText(span, format)} · {format.area(found.areas_m2[index] ?? 0)}
            </span>
            <Field
              label={t("surveys.irrigation.rate", { number: index + 1 })}
              value={rates[index] ?? ""}
              onChange={(text) =>
                setRates((held) => found.areas_m2.map((_, at) => (at === index ? text : (held[at] ?? ""))))
              }
              input={{ inputMode: "decimal", dir: "ltr" }}
            />
          </div>
        ))}
      <Field
        label={t("surveys.irrigation.least")}
        value={least}
        onChange={setLeast}
        input={{ inputMode: "decimal", dir: "ltr" }}
      />
      {found && (
        <p className="numeric">
          {t("surveys.irrigation.total", { water: cubic(waterOf(found.areas_m2, numbers), format) })}
        </p>
      )}
      {make.error && <Notice level="late">{make.error.message}</Notice>}
      <Button type="submit" kind="main" isDisabled={!isComplete} isPending={make.isPending}>
        {t("surveys.irrigation.make")}
      </Button>
    </form>
  );
}

/** The colours of few classes are taken from both ends of the ramp. */
function Swatch({ index, of }: { index: number; of: number }) {
  const at = of > 1 ? Math.round((index * (CLASS_COLOURS.length - 1)) / (of - 1)) : 0;
  return <span className={styles.swatch} style={{ background: CLASS_COLOURS[at] }} aria-hidden />;
}

function spanText({ low, high }: { low: number | null; high: number | null }, format: Format): string {
  const value = (number: number) =>
    format.number(number, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  if (low === null) return `NDVI < ${value(high ?? 0)}`;
  if (high === null) return `NDVI ≥ ${value(low)}`;
  return `NDVI ${value(low)}–${value(high)}`;
}

function PlanView({ id }: { id: number }) {
  const { t, format } = useI18n();
  const { data: plan } = usePlan(id);
  if (!plan) return <Skeleton lines={3} />;
  return (
    <div className={styles.plan}>
      <table>
        <caption className="visually-hidden">{plan.title}</caption>
        <thead>
          <tr>
            <th scope="col">NDVI</th>
            <th scope="col">{t("surveys.irrigation.area")}</th>
            <th scope="col">mm</th>
            <th scope="col">m³</th>
          </tr>
        </thead>
        <tbody className="numeric">
          {plan.classes.map((one, index) => (
            <tr key={one.vigour_class}>
              <td>
                <Swatch index={index} of={plan.classes.length} /> {spanText(one, format)}
              </td>
              <td>{format.area(one.area_m2)}</td>
              <td>{format.number(one.rate_mm)}</td>
              <td>{format.number(one.volume_m3, { maximumFractionDigits: 1 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan.parcels.length > 0 && <p>{t("surveys.irrigation.parcels", { count: plan.parcels_total })}</p>}
      {plan.passes > 1 && <p>{t("surveys.irrigation.passes", { count: plan.passes })}</p>}
      <p className={styles.files}>
        <a href={apiUrl("/layers/irrigation_zones/export.shp", { filter: `plan_id=${plan.id}` })} download>
          {t("surveys.irrigation.shapefile")}
        </a>
        <a href={apiUrl(`/surveys/irrigation/${plan.id}/taskdata.zip`)} download>
          {t("surveys.irrigation.taskdata")}
        </a>
      </p>
    </div>
  );
}
