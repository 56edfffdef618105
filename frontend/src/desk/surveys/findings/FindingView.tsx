import { FileText, ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Skeleton } from "../../../ui/Skeleton";
import { toast } from "../../../ui/Toast";
import { usePersonTitle } from "../../permits/usePersonTitle";
import { BeforeAfter } from "./BeforeAfter";
import { Size } from "./FindingList";
import styles from "./findings.module.css";
import { JudgeBar } from "./JudgeBar";
import { FindingBadge, VerdictBadge } from "./looks";
import { useAskEvidence, useFinding } from "./queries";
import { hashesOf } from "./sources";
import type { Finding } from "./types";

interface FindingViewProps {
  id: number;
  /** Beside the pictures where there is room for it. */
  map: ReactNode;
  onNext: () => void;
}

/** One finding: the place before and after, what the verdict rests on, and the judgement. */
export function FindingView({ id, map, onNext }: FindingViewProps) {
  const finding = useFinding(id);
  if (finding.error && !finding.data)
    return <Problem problem={finding.error} onRetry={() => void finding.refetch()} />;
  if (!finding.data) return <Skeleton lines={8} />;
  const one = finding.data;
  return (
    <article className={styles.view}>
      <div className={styles.pictures} data-alone={map === null || undefined}>
        <Pictures finding={one} />
        {map}
      </div>
      <div className={styles.below}>
        <Head finding={one} />
        {one.may_judge && <JudgeBar finding={one} onJudged={onNext} />}
        <Outcome finding={one} />
        <div className={styles.details}>
          <Explained finding={one} />
          <Measures finding={one} />
        </div>
        <Sources finding={one} />
        <History finding={one} />
      </div>
    </article>
  );
}

function Pictures({ finding }: { finding: Finding }) {
  const { t } = useI18n();
  const { before, after } = finding.pictures;
  if (!before || !after) return <p className={styles.quiet}>{t("surveys.noPictures")}</p>;
  return (
    <BeforeAfter
      before={{ src: before, date: finding.before.flown_at }}
      after={{ src: after, date: finding.after.flown_at }}
    />
  );
}

function Head({ finding }: { finding: Finding }) {
  const { t } = useI18n();
  const { parcel, permit } = finding;
  return (
    <header className={styles.viewHead}>
      <h2>
        <VerdictBadge verdict={finding.verdict} />
        <span>
          <Size finding={finding} />
        </span>
        <FindingBadge state={finding.state} />
      </h2>
      <p className={styles.links}>
        {parcel ? (
          <Link href={`/desk/parcels/${parcel.slug}`}>
            {t("surveys.parcel")} <bdi className="latin">{parcel.reference}</bdi>
          </Link>
        ) : (
          t("surveys.noParcel")
        )}
        {permit ? (
          <Link href={`/desk/permits/${encodeURIComponent(permit.reference)}`}>
            {t("surveys.permit")} <bdi className="latin">{permit.reference}</bdi>
          </Link>
        ) : (
          <span className={styles.quiet}>{t("surveys.noPermitHere")}</span>
        )}
      </p>
    </header>
  );
}

/** What came of the judgement: the offence, the visit, the reason, the printed evidence. */
function Outcome({ finding }: { finding: Finding }) {
  const { t, format } = useI18n();
  const person = usePersonTitle();
  const { offence, visit, evidence, reason, note, state } = finding;
  return (
    <>
      {offence && (
        <Notice
          level="ok"
          title={t("surveys.offenceOpened", { number: `\u2068${offence.number}\u2069` })}
          action={<Link href={`/desk/permits/offences/${offence.id}`}>{t("surveys.openOffence")}</Link>}
        />
      )}
      {visit && (
        <Notice
          level="info"
          title={
            visit.planned_on
              ? t("surveys.visitOn", { date: format.date(visit.planned_on) })
              : t("surveys.visitPlanned")
          }
          action={<Link href={`/desk/permits/visits/${visit.id}`}>{t("surveys.openVisit")}</Link>}
        >
          {visit.inspector && <bdi>{person(visit.inspector)}</bdi>}
        </Notice>
      )}
      {state === "rejected" && reason && (
        <Notice level="info" title={t(`surveys.reason.${reason}`)}>
          {note && <bdi>{note}</bdi>}
        </Notice>
      )}
      {state === "accepted" && evidence.length === 0 && <PrintEvidence finding={finding} />}
      {evidence
        .filter((one) => !one.is_withdrawn)
        .map((one) => (
          <a key={one.code} href={one.href} download className={styles.paper}>
            <FileText aria-hidden size={18} />
            <span>
              {t("surveys.evidence")}
              <small>
                {format.dateTime(one.made_at)} · <bdi className="latin">{one.code}</bdi>
              </small>
            </span>
          </a>
        ))}
    </>
  );
}

function PrintEvidence({ finding }: { finding: Finding }) {
  const { t } = useI18n();
  const ask = useAskEvidence(finding.id);
  return (
    <p className={styles.links}>
      <span className={styles.quiet}>{t("surveys.evidenceComing")}</span>
      {finding.may_judge && (
        <Button
          size="small"
          isPending={ask.isPending}
          onPress={() => ask.mutate(undefined, { onError: (error) => toast(error.message, "late") })}
        >
          {t("surveys.printEvidence")}
        </Button>
      )}
    </p>
  );
}

function Explained({ finding }: { finding: Finding }) {
  const { t } = useI18n();
  if (finding.explained.length === 0) return null;
  return (
    <section>
      <h3>{t("surveys.why")}</h3>
      <ul className={styles.reasons}>
        {finding.explained.map((one) => (
          <li key={one.code}>
            <ShieldAlert aria-hidden size={16} />
            <span dir="auto">{one.text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was taken away is told as less than nothing. */
function signed(finding: Finding, height: string | null): string | null {
  return height !== null && finding.direction === "down" ? `−${height}` : height;
}

function Measures({ finding }: { finding: Finding }) {
  const { t, format } = useI18n();
  const metres = (value: number | null) =>
    value === null ? null : format.distance(Math.round(value * 10) / 10);
  const lines: [string, string | null][] = [
    [t("surveys.areaChanged"), format.area(Math.round(finding.area_m2))],
    [t("surveys.areaOutside"), finding.outside_m2 > 0 ? format.area(Math.round(finding.outside_m2)) : null],
    [t("surveys.heightGained"), signed(finding, metres(finding.height_m))],
    [t("surveys.heightBuilt"), metres(finding.built_height_m)],
    [t("surveys.heightPermitted"), metres(finding.permitted_height_m)],
    [t("surveys.confidenceLabel"), format.number(finding.confidence, { style: "percent" })],
  ];
  return (
    <section>
      <h3>{t("surveys.measures")}</h3>
      <dl className={styles.facts}>
        {lines.map(([title, value]) =>
          value === null ? null : (
            <div key={title}>
              <dt>{title}</dt>
              <dd className="numeric">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

/** The files that the verdict rests on, by their fingerprints: what a court asks for. */
function Sources({ finding }: { finding: Finding }) {
  const { t } = useI18n();
  const hashes = hashesOf(finding.sources);
  if (hashes.length === 0) return null;
  return (
    <details className={styles.sources}>
      <summary>{t("surveys.sources")}</summary>
      <dl>
        {hashes.map(({ epoch, kind, hash }) => (
          <div key={`${epoch} ${kind}`}>
            <dt>
              {t(epoch === "before" ? "surveys.before" : "surveys.after")} ·{" "}
              <bdi className="latin">{kind}</bdi>
            </dt>
            <dd>
              <code dir="ltr">{hash}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function History({ finding }: { finding: Finding }) {
  const { t, format } = useI18n();
  const person = usePersonTitle();
  if (finding.history.length === 0) return null;
  return (
    <section className={styles.history}>
      <h3>{t("surveys.history")}</h3>
      <ol>
        {finding.history.map((one) => (
          <li key={`${one.at} ${one.action}`}>
            <FindingBadge state={one.target as Finding["state"]} /> {format.dateTime(one.at)}
            {one.actor && (
              <>
                {" · "}
                <bdi>{person(one.actor)}</bdi>
              </>
            )}
            {one.note && <p dir="auto">{one.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
