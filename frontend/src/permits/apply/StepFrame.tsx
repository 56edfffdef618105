import { Check, CloudOff, CloudUpload, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation } from "wouter";
import { Page } from "../../app/Page";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import styles from "./apply.module.css";
import type { SaveStatus } from "./draftSaver";
import type { Step } from "./steps";
import type { Draft } from "./useDraft";

const WIDE: ReadonlySet<Step> = new Set<Step>(["place", "footprint", "checks"]);

/** One question: how far one is, what is asked, the way back and on. Both ways save first; neither is barred. */
export function StepFrame({ draft, step, children }: { draft: Draft; step: Step; children: ReactNode }) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const at = draft.steps.indexOf(step);
  const total = draft.steps.length;
  const before = draft.steps[at - 1];
  const after = draft.steps[at + 1];
  const go = (to: string) => {
    void draft.flush();
    navigate(to);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading is read out whenever the question changes.
  useEffect(() => heading.current?.focus(), [step]);
  return (
    <Page title={t(`apply.step.${step}`)} width="full">
      <div className={styles.frame}>
        <div className={styles.top}>
          <div className={styles.track} aria-hidden>
            <div style={{ inlineSize: `${((at + 1) / total) * 100}%` }} />
          </div>
          <div className={styles.where}>
            <Link href="/apply">{t("apply.later")}</Link>
            <span>{t("apply.progress", { at: at + 1, total })}</span>
            <SaveMark status={draft.saving.status} />
          </div>
        </div>
        <div className={styles.scroll}>
          <div className={`${styles.question} ${WIDE.has(step) ? styles.wide : ""}`}>
            <header>
              <h1 ref={heading} tabIndex={-1}>
                {t(`apply.step.${step}`)}
              </h1>
              <p className={styles.help}>{t(`apply.help.${step}`)}</p>
            </header>
            {draft.saving.status === "refused" && draft.saving.problem && (
              <Notice level="late" isLive>
                {draft.saving.problem.message}
              </Notice>
            )}
            {children}
          </div>
        </div>
        <nav className={styles.ways} aria-label={t("apply.ways")}>
          <Button onPress={() => go(before ? `/apply/${draft.permit.id}/${before}` : "/apply")}>
            {t("common.back")}
          </Button>
          {after && (
            <Button kind="main" onPress={() => go(`/apply/${draft.permit.id}/${after}`)}>
              {t("apply.next")}
            </Button>
          )}
        </nav>
      </div>
    </Page>
  );
}

const MARKS = {
  saved: Check,
  waiting: CloudUpload,
  saving: CloudUpload,
  offline: CloudOff,
  conflict: TriangleAlert,
  refused: TriangleAlert,
};

function SaveMark({ status }: { status: SaveStatus }) {
  const { t } = useI18n();
  const Mark = MARKS[status];
  return (
    <span className={styles.saved} role="status" data-testid="saved" data-status={status}>
      <Mark aria-hidden size={16} />
      {t(`apply.saved.${status}`)}
    </span>
  );
}
