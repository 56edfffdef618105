import type { Commune } from "../../api/types";
import { useI18n } from "../../i18n/t";
import { Select } from "../../ui/Select";
import type { SurveyFilter } from "./queries";
import styles from "./surveys.module.css";
import type { Campaign, SurveyState } from "./types";

export type Shown = SurveyFilter & { state: string };

const STATES: readonly SurveyState[] = ["announced", "processing", "ready", "failed"];

interface SurveyFiltersProps {
  shown: Shown;
  communes: readonly Commune[];
  campaigns: readonly Campaign[];
  onChange: (next: Partial<Shown>) => void;
}

export function SurveyFilters({ shown, communes, campaigns, onChange }: SurveyFiltersProps) {
  const { t, format } = useI18n();
  return (
    <div className={styles.filters}>
      {communes.length > 1 && (
        <Select<number>
          label={t("surveys.commune")}
          value={shown.commune ?? 0}
          onChange={(commune) => onChange({ commune: commune || null, campaign: null })}
          options={[
            { value: 0, title: t("surveys.allCommunes") },
            ...communes.map((one) => ({ value: one.id, title: format.name(one.name) })),
          ]}
        />
      )}
      {campaigns.length > 0 && (
        <Select<number>
          label={t("surveys.campaign")}
          value={shown.campaign ?? 0}
          onChange={(campaign) => onChange({ campaign: campaign || null })}
          options={[
            { value: 0, title: t("surveys.allCampaigns") },
            ...campaigns.map((one) => ({ value: one.id, title: format.name(one.name) })),
          ]}
        />
      )}
      <Select<string>
        label={t("surveys.stateLabel")}
        value={shown.state || "all"}
        onChange={(state) => onChange({ state: state === "all" ? "" : state })}
        options={[
          { value: "all", title: t("surveys.allStates") },
          ...STATES.map((value) => ({ value, title: t(`surveys.state.${value}`) })),
        ]}
      />
    </div>
  );
}
