import { Plane, Plus } from "lucide-react";
import { useMemo } from "react";
import { Link, useSearchParams } from "wouter";
import type { Bounds } from "../../api/types";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useNarrow } from "../../explorer/useNarrow";
import { useShortcuts } from "../../explorer/useShortcuts";
import { useI18n } from "../../i18n/t";
import { useCan } from "../../session/useCan";
import button from "../../ui/Button.module.css";
import { EmptyState } from "../../ui/EmptyState";
import { Skeleton } from "../../ui/Skeleton";
import { useDeskCommune } from "../permits/useDeskCommune";
import { useCampaigns, useSurveys } from "./queries";
import { type Shown, SurveyFilters } from "./SurveyFilters";
import { SurveyList } from "./SurveyList";
import { SurveysMap } from "./SurveysMap";
import styles from "./surveys.module.css";
import { TimeLine } from "./TimeLine";

/** The flights over a commune: when, where, what became of them. List, time line and map speak of the same one. */
export default function SurveysPage() {
  const { t } = useI18n();
  const isNarrow = useNarrow();
  const mayUpload = useCan("surveys.upload_survey");
  const [params, setParams] = useSearchParams();
  const number = (name: string) => Number(params.get(name)) || null;
  const shown: Shown = {
    commune: number("commune"),
    campaign: number("campaign"),
    state: params.get("state") ?? "",
  };
  const selected = number("survey");
  const { communes, commune } = useDeskCommune("surveys.view_survey", shown.commune);
  const surveys = useSurveys(shown);
  const campaigns = useCampaigns(shown.commune).data ?? [];
  const all = surveys.data ?? [];
  const rows = useMemo(
    () => (surveys.data ?? []).filter((one) => !shown.state || one.state === shown.state),
    [surveys.data, shown.state],
  );
  const change = (next: Partial<Shown> & { survey?: number | null }) => {
    const kept = Object.entries({ ...shown, survey: selected, ...next }).filter(([, value]) => value);
    setParams(new URLSearchParams(kept.map(([name, value]) => [name, String(value)])), { replace: true });
  };
  const step = (by: number) => {
    const next = rows[rows.findIndex((one) => one.id === selected) + by] ?? rows[0];
    if (next) change({ survey: next.id });
  };
  const close = () => change({ survey: null });
  useShortcuts({ j: () => step(1), k: () => step(-1), Escape: close });
  return (
    <Page title={t("surveys.title")} width="full">
      <div className={styles.desk}>
        <section className={styles.side} aria-label={t("surveys.title")}>
          <div className={styles.sideHead}>
            <h1 className={styles.title}>{t("surveys.title")}</h1>
            {mayUpload && (
              <Link href="/desk/surveys/new" className={`${button.button} ${button.main}`}>
                <Plus aria-hidden />
                {t("surveys.new")}
              </Link>
            )}
          </div>
          <SurveyFilters shown={shown} communes={communes} campaigns={campaigns} onChange={change} />
          {surveys.isPending && <Skeleton lines={8} />}
          {surveys.error && <Problem problem={surveys.error} onRetry={() => void surveys.refetch()} />}
          {surveys.data && all.length === 0 && <FirstFlight mayUpload={mayUpload} />}
          {all.length > 0 && rows.length === 0 && (
            <EmptyState title={t("surveys.noneHere")}>{t("surveys.noneHereHelp")}</EmptyState>
          )}
          {rows.length > 1 && (
            <TimeLine
              rows={rows}
              campaigns={campaigns}
              selected={selected}
              onSelect={(id) => change({ survey: id })}
            />
          )}
          <SurveyList rows={rows} selected={selected} onSelect={(id) => change({ survey: id })} />
        </section>
        {!isNarrow && (
          <div className={styles.deskMap}>
            <SurveysMap
              rows={rows}
              selected={selected}
              home={(commune?.bbox ?? null) as Bounds | null}
              onSelect={(id) => change({ survey: id })}
            />
          </div>
        )}
      </div>
    </Page>
  );
}

function FirstFlight({ mayUpload }: { mayUpload: boolean }) {
  const { t } = useI18n();
  return (
    <EmptyState icon={<Plane aria-hidden />} title={t("surveys.empty.title")}>
      <p>{t("surveys.empty.lead")}</p>
      <ol className={styles.firstSteps}>
        <li>{t("surveys.empty.authorisation")}</li>
        <li>{t("surveys.empty.flight")}</li>
        <li>{t("surveys.empty.files")}</li>
      </ol>
      {mayUpload && (
        <Link href="/desk/surveys/new" className={`${button.button} ${button.main}`}>
          {t("surveys.empty.action")}
        </Link>
      )}
    </EmptyState>
  );
}
