import { FileCheck2, FileText } from "lucide-react";
import { useI18n } from "../../../i18n/t";
import { clockFace, clockTone } from "../../../permits/shared/clock";
import { useClockWords } from "../../../permits/shared/LegalClock";
import { usePapers } from "../../../permits/shared/queries";
import { moveLook, moveTitle } from "../../../permits/shared/states";
import type { Permit } from "../../../permits/shared/types";
import { SurveysOfPermit } from "../../../surveys/SurveysOfPermit";
import { Badge } from "../../../ui/Badge";
import { paperHref } from "../addresses";
import { AssignMenu } from "./AssignMenu";
import styles from "./dossier.module.css";
import { NextStep } from "./NextStep";

/** How long the law gives, who has it, the one next step; then its papers and what has happened. */
export function DossierSide({ permit }: { permit: Permit }) {
  return (
    <aside className={styles.side}>
      <div className={styles.now}>
        <Clock permit={permit} />
        <NextStep permit={permit} />
        <AssignMenu permit={permit} />
      </div>
      <div className={styles.past}>
        <Papers permit={permit} />
        <SurveysOfPermit
          permit={permit.id}
          commune={permit.commune_id}
          titleClass={styles.sideTitle ?? ""}
          listClass={styles.papers ?? ""}
        />
        <History permit={permit} />
      </div>
    </aside>
  );
}

function Clock({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const words = useClockWords();
  const face = clockFace(permit, Date.now());
  if (face.kind === "none") return null;
  return (
    <section className={styles.clock} data-tone={clockTone(face)} aria-label={t("permitDesk.clock")}>
      <b>{words(face)}</b>
      {permit.due_at && <span>{t("permitDesk.dueAt", { date: format.date(permit.due_at) })}</span>}
      {permit.complement && !permit.complement.answered_at && permit.complement.due_at && (
        <span>{t("permitDesk.complementUntil", { date: format.date(permit.complement.due_at) })}</span>
      )}
      {permit.rules && (
        <span className={styles.small}>
          {t(`permitDesk.delay.${permit.rules.delay_unit as "working_days" | "calendar_days" | "months"}`, {
            count: permit.rules.delay,
          })}{" "}
          · <bdi>{permit.rules.legal_ref}</bdi>
          <br />
          {t(permit.rules.silence_is_agreement ? "permitDesk.silenceAgrees" : "permitDesk.silenceRefuses")}
        </span>
      )}
    </section>
  );
}

function Papers({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const papers = usePapers(permit.id).data ?? [];
  if (papers.length === 0) return null;
  return (
    <section>
      <h2 className={styles.sideTitle}>{t("permitDesk.papers")}</h2>
      <ul className={styles.papers}>
        {papers.map((paper) => (
          <li key={paper.code}>
            <a href={paperHref(paper.code)} download>
              {paper.is_signed ? <FileCheck2 aria-hidden size={16} /> : <FileText aria-hidden size={16} />}
              {format.name(paper.title)}
            </a>
            <span className={styles.small}>
              {format.dateTime(paper.made_at)} {paper.is_signed && <>· {t("permitDesk.signedPaper")}</>}
            </span>
            {paper.is_test && <Badge level="waiting">{t("permitDesk.testSignature")}</Badge>}
            {paper.is_withdrawn && <Badge level="late">{t("permitDesk.withdrawnPaper")}</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  return (
    <section>
      <h2 className={styles.sideTitle}>{t("permitDesk.history")}</h2>
      <ol className={styles.history}>
        {permit.history.toReversed().map((move) => {
          const { icon: Icon, tone } = moveLook(move);
          return (
            <li key={move.at + move.action} data-tone={tone}>
              <Icon aria-hidden size={16} />
              <div>
                {t(moveTitle(move))}
                <span className={styles.small}>{format.dateTime(move.at)}</span>
                {move.note && (
                  <p dir="auto" className={styles.note}>
                    {move.note}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
