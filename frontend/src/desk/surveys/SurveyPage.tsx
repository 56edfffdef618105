import { ApiProblem } from "../../api/problem";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { useCan } from "../../session/useCan";
import { BackLink } from "../../ui/BackLink";
import { EmptyState } from "../../ui/EmptyState";
import { Skeleton } from "../../ui/Skeleton";
import { SurveyBadge } from "./Badges";
import { BringPanel } from "./bring/BringPanel";
import { useArriving } from "./bring/queries";
import { Comparisons } from "./Comparisons";
import { NextStepNotice } from "./NextStepNotice";
import { ProductCard } from "./ProductCard";
import { useComparisons, useSurvey } from "./queries";
import { Steps } from "./Steps";
import { SurveySide } from "./SurveySide";
import styles from "./surveys.module.css";
import type { Survey } from "./types";
import { UploadPanel } from "./upload/UploadPanel";
import { useUploader } from "./upload/useUploader";

/** One flight: what it is, where it stands, what comes next; its files, and what was found by comparing it. */
export default function SurveyPage({ id }: { id: number }) {
  const { t } = useI18n();
  const survey = useSurvey(id);
  const isMissing = survey.error instanceof ApiProblem && survey.error.status === 404;
  return (
    <Page title={survey.data?.title ?? t("surveys.title")} width="wide">
      <div className={styles.stack}>
        <BackLink href="/desk/surveys">{t("surveys.title")}</BackLink>
        {survey.isPending && <Skeleton lines={8} />}
        {isMissing && (
          <EmptyState level="h1" title={t("surveys.missing")}>
            {t("surveys.missingHelp")}
          </EmptyState>
        )}
        {survey.error && !isMissing && !survey.data && (
          <Problem problem={survey.error} onRetry={() => void survey.refetch()} />
        )}
        {survey.data && !isMissing && <Opened survey={survey.data} />}
      </div>
    </Page>
  );
}

function Opened({ survey }: { survey: Survey }) {
  const { t, format } = useI18n();
  const seesFindings = useCan("surveys.view_finding", survey.commune_id);
  const comparisons = useComparisons(survey).data ?? [];
  const { uploader, sending } = useUploader(survey);
  const arriving = useArriving(survey);
  const isNew = survey.products.length === 0;
  return (
    <>
      <header>
        <div className={styles.top}>
          <h1 className={styles.title}>
            <bdi>{survey.title}</bdi>
          </h1>
          <SurveyBadge state={survey.state} />
        </div>
        <p className={styles.small}>
          <bdi className="latin">{survey.number}</bdi> · {format.dateTime(survey.flown_at)}
          {survey.sensor && (
            <>
              {" · "}
              <bdi>{survey.sensor}</bdi>
            </>
          )}
        </p>
      </header>
      {isNew && survey.may_upload && <Steps current="files" />}
      <NextStepNotice survey={survey} comparisons={comparisons} sending={sending.files.length + arriving} />
      <div className={styles.columns}>
        <div className={styles.stack}>
          {survey.products.length > 0 && (
            <section className={styles.stack} aria-labelledby="survey-files">
              <h2 id="survey-files" className={styles.subtitle}>
                {t("surveys.files")}
              </h2>
              <ul className={styles.products}>
                {survey.products.map((product) => (
                  <ProductCard key={product.id} survey={survey} product={product} />
                ))}
              </ul>
            </section>
          )}
          {survey.may_upload && uploader && (
            <UploadPanel survey={survey} uploader={uploader} sending={sending} />
          )}
          {survey.may_upload && <BringPanel survey={survey} />}
          {seesFindings && survey.kinds.length > 0 && (
            <Comparisons survey={survey} comparisons={comparisons} />
          )}
        </div>
        <SurveySide survey={survey} />
      </div>
    </>
  );
}
