import { ArrowRight, GitCompareArrows, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { useI18n } from "../../i18n/t";
import { useCan } from "../../session/useCan";
import { Button } from "../../ui/Button";
import button from "../../ui/Button.module.css";
import { Dialog } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import { Progress } from "../../ui/Progress";
import { Select } from "../../ui/Select";
import { toast } from "../../ui/Toast";
import { ComparisonBadge } from "./Badges";
import { ChangeTally } from "./ChangeTally";
import { comparingKey } from "./progress";
import { isComparing, useCompare, useSurveys } from "./queries";
import styles from "./surveys.module.css";
import type { Comparison, Survey, SurveyRow } from "./types";

interface ComparisonsProps {
  survey: Survey;
  comparisons: readonly Comparison[];
}

/** What this flight was compared with, and what was found. */
export function Comparisons({ survey, comparisons }: ComparisonsProps) {
  const { t } = useI18n();
  const judges = useCan("surveys.judge_finding", survey.commune_id);
  const [isAsked, setAsked] = useState(false);
  return (
    <section className={styles.stack} aria-labelledby="survey-comparisons">
      <div className={styles.top}>
        <h2 id="survey-comparisons" className={styles.subtitle}>
          {t("surveys.comparisons")}
        </h2>
        {judges && (
          <Button icon={<GitCompareArrows aria-hidden />} onPress={() => setAsked(true)}>
            {t("surveys.compareWith")}
          </Button>
        )}
      </div>
      {comparisons.length === 0 && <p className={styles.small}>{t("surveys.noComparison")}</p>}
      {comparisons.length > 0 && (
        <ul className={styles.products}>
          {comparisons.map((one) => (
            <ComparisonCard key={one.id} survey={survey} comparison={one} judges={judges} />
          ))}
        </ul>
      )}
      {isAsked && <CompareDialog survey={survey} onClose={() => setAsked(false)} />}
    </section>
  );
}

interface ComparisonCardProps {
  survey: Survey;
  comparison: Comparison;
  judges: boolean;
}

function ComparisonCard({ survey, comparison, judges }: ComparisonCardProps) {
  const { t, format } = useI18n();
  const { again } = useCompare();
  const other = comparison.before.id === survey.id ? comparison.after : comparison.before;
  const total = Object.values(comparison.findings).reduce((sum, count) => sum + count, 0);
  return (
    <li className={styles.product}>
      <div className={styles.productText}>
        <div className={styles.choiceTitle}>
          <b>
            <bdi>{format.date(comparison.before.flown_at)}</bdi> –{" "}
            <bdi>{format.date(comparison.after.flown_at)}</bdi>
          </b>
          <ComparisonBadge state={comparison.state} />
        </div>
        <span className={styles.small}>
          <Link href={`/desk/surveys/${other.id}`}>
            <bdi>{other.title}</bdi>
          </Link>
        </span>
        {isComparing(comparison) && (
          <Progress
            title={t(comparingKey(comparison.step))}
            done={Math.round(comparison.fraction * 100)}
            total={comparison.state === "working" ? 100 : 0}
            count=""
          />
        )}
        {comparison.error && (
          <Notice level="late" title={comparison.error.title}>
            {comparison.error.detail}
          </Notice>
        )}
        {comparison.state === "ready" && (
          <div className={styles.row}>
            <Link
              href={`/desk/surveys/comparisons/${comparison.id}/findings`}
              className={`${button.button} ${button.plain}`}
            >
              {t("surveys.findingsCount", { count: total })}
              <ArrowRight aria-hidden className={styles.forward} />
            </Link>
            {comparison.findings.open > 0 && (
              <span className={styles.small}>
                {t("surveys.openCount", { count: comparison.findings.open })}
              </span>
            )}
          </div>
        )}
        <ChangeTally changes={comparison.changes} className={styles.small} />
        {comparison.state === "failed" && judges && (
          <div>
            <Button
              size="small"
              icon={<RotateCcw aria-hidden />}
              isPending={again.isPending}
              onPress={() =>
                again.mutate(comparison.id, { onError: (error) => toast(error.message, "late") })
              }
            >
              {t("surveys.compareAgain")}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

function CompareDialog({ survey, onClose }: { survey: Survey; onClose: () => void }) {
  const { t, format } = useI18n();
  const { ask } = useCompare();
  const others = (useSurveys({ commune: survey.commune_id, campaign: null }).data ?? []).filter(
    (one) => one.id !== survey.id && one.state === "ready" && meets(one, survey),
  );
  const [other, setOther] = useState<number | null>(null);
  const chosen = others.find((one) => one.id === other) ?? others[0];
  const run = () => {
    if (!chosen) return;
    const pair = [chosen, survey].sort((one, two) => one.flown_at.localeCompare(two.flown_at));
    ask.mutate({ before: pair[0]?.id ?? 0, after: pair[1]?.id ?? 0 }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={t("surveys.compareWith")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!chosen} isPending={ask.isPending} onPress={run}>
            {t("surveys.compare")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {others.length === 0 ? (
          <p>{t("surveys.nothingToCompare")}</p>
        ) : (
          <Select<number>
            label={t("surveys.otherSurvey")}
            value={chosen?.id ?? null}
            onChange={setOther}
            options={others.map((one) => ({
              value: one.id,
              title: one.title,
              detail: `${format.date(one.flown_at)} · ${one.number}`,
            }))}
          />
        )}
        {ask.error && (
          <Notice level="late" isLive>
            {ask.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

/** Whether two surveys show ground that may be the same. */
function meets(one: SurveyRow, other: SurveyRow): boolean {
  if (!one.bbox || !other.bbox) return false;
  const [west, south, east, north] = one.bbox;
  const [left, bottom, right, top] = other.bbox;
  return west <= right && east >= left && south <= top && north >= bottom;
}
