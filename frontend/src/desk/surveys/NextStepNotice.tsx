import { ArrowRight } from "lucide-react";
import { Link } from "wouter";
import { useI18n } from "../../i18n/t";
import button from "../../ui/Button.module.css";
import { Notice, type NoticeProps } from "../../ui/Notice";
import { isComparing } from "./queries";
import { type NextStep, nextStepOf } from "./states";
import styles from "./surveys.module.css";
import type { Comparison, Survey } from "./types";

const LEVEL: Readonly<Record<NextStep, NoticeProps["level"]>> = {
  upload: "info",
  sending: "info",
  mend: "late",
  prepare: "info",
  comparing: "info",
  judge: "waiting",
  judged: "ok",
  fly: "ok",
};

interface NextStepProps {
  survey: Survey;
  comparisons: readonly Comparison[];
  sending: number;
}

/** Where the survey stands and what comes next, in a sentence and at most one act. */
export function NextStepNotice({ survey, comparisons, sending }: NextStepProps) {
  const { t } = useI18n();
  const ready = comparisons.filter((one) => one.state === "ready");
  const toJudge = ready.find((one) => one.findings.open > 0);
  const open = ready.reduce((sum, one) => sum + one.findings.open, 0);
  const comparing = comparisons.filter(isComparing).length;
  const step = nextStepOf(survey, { sending, comparing, compared: ready.length, open });
  if (step === "upload" && !survey.may_upload) return null;
  return (
    <Notice
      level={LEVEL[step]}
      title={t(`surveys.next.${step}`, { count: open })}
      action={
        step === "judge" && toJudge ? (
          <Link
            href={`/desk/surveys/comparisons/${toJudge.id}/findings`}
            className={`${button.button} ${button.main}`}
          >
            {t("surveys.openFindings")}
            <ArrowRight aria-hidden className={styles.forward} />
          </Link>
        ) : undefined
      }
    >
      {t(`surveys.nextHelp.${step}`)}
    </Notice>
  );
}
