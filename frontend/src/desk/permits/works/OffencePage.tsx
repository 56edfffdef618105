import { useMemo, useState } from "react";
import { Link } from "wouter";
import { Page } from "../../../app/Page";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { boundsOf } from "../../../map/places";
import { ShapesMap } from "../../../map/ShapesMap";
import { collection } from "../../../permits/apply/footprint/shapes";
import { useCan } from "../../../session/useCan";
import { BackLink } from "../../../ui/BackLink";
import { Button } from "../../../ui/Button";
import { Skeleton } from "../../../ui/Skeleton";
import { addressOf, paperHref } from "../addresses";
import styles from "../permits.module.css";
import { type Offence, useOffence, useOffencePapers } from "../queries";
import type { OffenceKind } from "./kinds";
import { OffenceBadge } from "./OffenceBadge";
import { OffenceClock } from "./OffenceClock";
import { OffenceStepDialog } from "./OffenceStepDialog";
import { type OffenceStep, offenceSteps } from "./offenceSteps";
import { PlanVisit } from "./PlanVisit";
import own from "./visit.module.css";

const NONE = collection([]);

/** One offence from its observation to its closure. */
export default function OffencePage({ id }: { id: number }) {
  const { t } = useI18n();
  const query = useOffence(id);
  return (
    <Page title={query.data?.number ?? t("permitDesk.offence")}>
      <div className={styles.stack}>
        <BackLink href="/desk/permits/offences">{t("permitDesk.offences")}</BackLink>
        {query.error && !query.data && <Problem problem={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton lines={5} />}
        {query.data && <Opened offence={query.data} />}
      </div>
    </Page>
  );
}

function Opened({ offence }: { offence: Offence }) {
  const { t, format } = useI18n();
  const papers = useOffencePapers(offence.id).data ?? [];
  return (
    <>
      <div className={styles.top}>
        <h1 className={`${styles.title} latin`}>{offence.number}</h1>
        <OffenceBadge state={offence.state} />
      </div>
      <div>
        <OffenceClock offence={offence} />
      </div>
      <OffenceActs offence={offence} />
      <dl className={`${styles.card} ${styles.facts}`}>
        <dt>{t("permitDesk.kind")}</dt>
        <dd>{t(`permitDesk.offenceKind.${offence.kind as OffenceKind}`)}</dd>
        <dt>{t("permitDesk.observedAt")}</dt>
        <dd>{format.dateTime(offence.observed_at)}</dd>
        <Where offence={offence} />
        <dt>{t("permitDesk.whatWasFound")}</dt>
        <dd dir="auto">{offence.description}</dd>
        <dt>{t("permitDesk.offender")}</dt>
        <dd>{offence.offender_name || "—"}</dd>
        {offence.remedy && (
          <>
            <dt>{t("permitDesk.remedy")}</dt>
            <dd dir="auto">{offence.remedy}</dd>
          </>
        )}
        {offence.fine_min !== null && offence.fine_max !== null && (
          <>
            <dt>{t("permitDesk.fine")}</dt>
            <dd className="numeric">
              {t("permitDesk.dirhams", {
                amount: `${format.number(offence.fine_min)} – ${format.number(offence.fine_max)}`,
              })}
            </dd>
          </>
        )}
      </dl>
      {offence.place && <OffenceMap place={offence.place as unknown as GeoJSON.Point} />}
      {papers.map((paper) => (
        <a key={paper.code} href={paperHref(paper.code)} download>
          {format.name(paper.title)}
        </a>
      ))}
    </>
  );
}

/** The dossier that it breaks, or the parcel or place where nothing was permitted. */
function Where({ offence }: { offence: Offence }) {
  const { t } = useI18n();
  const place = offence.place as GeoJSON.Point | null;
  return (
    <>
      {offence.permit_reference && (
        <>
          <dt>{t("permitDesk.dossier")}</dt>
          <dd>
            <Link href={addressOf({ reference: offence.permit_reference })} className="latin">
              {offence.permit_reference}
            </Link>
          </dd>
        </>
      )}
      {offence.parcel_reference && (
        <>
          <dt>{t("permitDesk.parcels")}</dt>
          <dd className="latin">{offence.parcel_reference}</dd>
        </>
      )}
      {place && (
        <>
          <dt>{t("permitDesk.place")}</dt>
          <dd className="latin numeric">
            {place.coordinates
              .toReversed()
              .map((degrees) => degrees.toFixed(5))
              .join(", ")}
          </dd>
        </>
      )}
    </>
  );
}

function OffenceMap({ place }: { place: GeoJSON.Point }) {
  const { t } = useI18n();
  const [east, north] = place.coordinates;
  const marked = useMemo(
    () => collection([{ type: "Point", coordinates: [east ?? 0, north ?? 0] }]),
    [east, north],
  );
  const bounds = useMemo(() => boundsOf(marked.features), [marked]);
  const target = useMemo(() => (bounds ? { bounds } : null), [bounds]);
  return (
    <div className={own.map}>
      <ShapesMap
        label={t("permitDesk.offencePlace")}
        home={bounds}
        shapes={NONE}
        selection={marked}
        target={target}
      />
    </div>
  );
}

function OffenceActs({ offence }: { offence: Offence }) {
  const { t } = useI18n();
  const inspects = useCan("permits.inspect_site", offence.commune_id);
  const signs = useCan("permits.sign_permit", offence.commune_id);
  const [step, setStep] = useState<OffenceStep | null>(null);
  const [isVisiting, setVisiting] = useState(false);
  return (
    <div className={styles.row}>
      {offenceSteps(offence.state, { inspects, signs }).map((one, index) => (
        <Button key={one} kind={index === 0 ? "main" : "plain"} onPress={() => setStep(one)}>
          {t(`permitDesk.offenceStep.${one}`)}
        </Button>
      ))}
      {inspects && <Button onPress={() => setVisiting(true)}>{t("permitDesk.planVisit")}</Button>}
      {step && <OffenceStepDialog offence={offence} step={step} onClose={() => setStep(null)} />}
      {isVisiting && (
        <PlanVisit
          commune={offence.commune_id}
          offence={offence.id}
          purpose="offence"
          onClose={() => setVisiting(false)}
        />
      )}
    </div>
  );
}
