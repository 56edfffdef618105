import { useState } from "react";
import { Link, useLocation } from "wouter";
import { ApiProblem } from "../../../api/problem";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Skeleton } from "../../../ui/Skeleton";
import { FeeLines } from "../../shared/FeeLines";
import { useDraftChecks } from "../../shared/queries";
import styles from "../apply.module.css";
import { useEstimate, useLacking, useSubmit } from "../queries";
import { numbersOf, type Step, stepOfLack, UNITS } from "../steps";
import type { Draft } from "../useDraft";

/** All answers on one page, what still lacks with the way to it, the tax, and the button that sends. */
export function SummaryStep({ draft }: { draft: Draft }) {
  const { permit } = draft;
  const lacking = useLacking(permit);
  const missing = lacking.data?.missing ?? [];
  return (
    <>
      <Lacks id={permit.id} missing={missing} />
      <Fails draft={draft} />
      <Answers draft={draft} lacks={new Set(missing.map((one) => stepOfLack(one.what)))} />
      <Tax draft={draft} />
      <Send draft={draft} isComplete={lacking.data !== undefined && missing.length === 0} />
    </>
  );
}

function Lacks({ id, missing }: { id: number; missing: readonly { what: string; title: string }[] }) {
  const { t } = useI18n();
  if (missing.length === 0) return null;
  return (
    <Notice level="waiting" title={t("apply.summary.missing", { count: missing.length })}>
      <ul>
        {missing.map(({ what, title }) => (
          <li key={what}>
            <Link href={`/apply/${id}/${stepOfLack(what)}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** A failing check does not bar the way: the commune decides. But nobody sends one without having been told. */
function Fails({ draft }: { draft: Draft }) {
  const { t } = useI18n();
  const { permit, steps } = draft;
  const checks = useDraftChecks(permit.id, permit.version);
  const fails = (checks.data?.findings ?? []).filter(({ outcome }) => outcome === "fail");
  if (!steps.includes("checks") || fails.length === 0) return null;
  return (
    <Notice
      level="late"
      title={t("apply.checks.fails", { count: fails.length })}
      action={<Link href={`/apply/${permit.id}/checks`}>{t("apply.summary.seeChecks")}</Link>}
    >
      {fails.map((one) => one.title).join(" · ")}
    </Notice>
  );
}

function Answers({ draft, lacks }: { draft: Draft; lacks: ReadonlySet<Step> }) {
  const { t } = useI18n();
  const answerOf = useAnswers(draft);
  return (
    <ul className={styles.choices}>
      {draft.steps
        .filter((step) => step !== "summary" && step !== "checks")
        .map((step) => (
          <li key={step} className={styles.line}>
            <span>
              <span className={styles.label}>{t(`apply.name.${step}`)}</span>
              <span className={styles.choiceDetail}>
                <bdi>{answerOf(step) || (lacks.has(step) ? t("apply.summary.lacking") : "—")}</bdi>
              </span>
            </span>
            <Link
              href={`/apply/${draft.permit.id}/${step}`}
              aria-label={`${t("apply.summary.change")}: ${t(`apply.name.${step}`)}`}
            >
              {t("apply.summary.change")}
            </Link>
          </li>
        ))}
    </ul>
  );
}

function useAnswers({ permit, fields, type }: Draft): (step: Step) => string {
  const { t, format } = useI18n();
  const { project } = fields;
  const numbers = () =>
    numbersOf(type, project)
      .filter((field) => (project[field] ?? 0) !== 0)
      .map((field) => `${t(`apply.field.${field}`)} ${format.value(project[field] ?? null, UNITS[field])}`)
      .join(" · ");
  const documents = permit.documents.filter((one) => one.state !== "replaced");
  const answers: Record<Step, () => string> = {
    kind: () => [format.name(type.name), fields.title].filter(Boolean).join(" · "),
    place: () =>
      [...permit.parcels.map((parcel) => parcel.reference), fields.address].filter(Boolean).join(" · "),
    use: () => (project.use ? t(`apply.use.${project.use as "villa"}`) : ""),
    figures: numbers,
    footprint: () => (fields.footprint ? t("apply.summary.drawn") : ""),
    documents: () => (documents.length > 0 ? t("apply.summary.documents", { count: documents.length }) : ""),
    owner: () => fields.owner_name,
    architect: () => fields.architect_name,
    checks: () => "",
    summary: () => "",
  };
  return (step) => answers[step]();
}

function Tax({ draft }: { draft: Draft }) {
  const { t, format } = useI18n();
  const estimate = useEstimate(draft.permit);
  if (draft.type.version.fee === "none") return null;
  return (
    <section className={styles.summary}>
      <h2>{t("apply.tax.title")}</h2>
      {estimate.data ? (
        <>
          <FeeLines lines={estimate.data.lines} />
          <p className={styles.total}>{format.value(Number(estimate.data.total), t("permits.fee.unit"))}</p>
          <p className={styles.file}>{t("apply.tax.help")}</p>
        </>
      ) : estimate.error ? (
        <p>{t("apply.tax.unknown")}</p>
      ) : (
        <Skeleton lines={2} />
      )}
    </section>
  );
}

function Send({ draft, isComplete }: { draft: Draft; isComplete: boolean }) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const submit = useSubmit(draft.permit.id);
  const [fault, setFault] = useState("");
  const send = async () => {
    setFault("");
    if (!(await draft.flush())) return setFault(t("apply.summary.notSaved"));
    try {
      await submit.mutateAsync();
      navigate(`/apply/${draft.permit.id}/sent`, { replace: true });
    } catch (error) {
      setFault(error instanceof ApiProblem ? error.message : t("problem.title"));
    }
  };
  return (
    <>
      <p>{t("apply.summary.declare")}</p>
      {fault && (
        <Notice level="late" isLive>
          {fault}
        </Notice>
      )}
      <Button
        kind="main"
        className={styles.send ?? ""}
        isPending={submit.isPending}
        isDisabled={!isComplete}
        onPress={() => void send()}
      >
        {t("apply.summary.send")}
      </Button>
    </>
  );
}
