import { Plus } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Select } from "../../ui/Select";
import { useAnnounce, useCampaigns } from "./queries";
import styles from "./surveys.module.css";

interface CampaignChoiceProps {
  commune: number;
  value: number | null;
  onChange: (campaign: number | null) => void;
  error?: string | undefined;
}

const NEW = -1;

/** Flights that belong together; a campaign that is not there yet is made by its name. */
export function CampaignChoice({ commune, value, onChange, error }: CampaignChoiceProps) {
  const { t, format, language } = useI18n();
  const campaigns = useCampaigns(commune).data ?? [];
  const { campaign } = useAnnounce();
  const [name, setName] = useState<string | null>(null);
  const make = () =>
    campaign.mutate(
      { commune, name_ar: "", name_fr: "", name_en: "", [`name_${language}`]: name ?? "" },
      {
        onSuccess: (made) => {
          setName(null);
          onChange(made.id);
        },
      },
    );
  return (
    <>
      <Select<number>
        label={t("surveys.campaign")}
        help={t("surveys.campaignHelp")}
        value={name === null ? (value ?? 0) : NEW}
        onChange={(id) => {
          setName(id === NEW ? "" : null);
          if (id !== NEW) onChange(id || null);
        }}
        error={error}
        options={[
          { value: 0, title: t("surveys.noCampaign") },
          ...campaigns.map((one) => ({ value: one.id, title: format.name(one.name) })),
          { value: NEW, title: t("surveys.newCampaign") },
        ]}
      />
      {name !== null && (
        <div className={styles.inline}>
          <Field
            label={t("surveys.campaignName")}
            value={name}
            onChange={setName}
            input={{ dir: "auto" }}
            autoFocus
          />
          <Button
            icon={<Plus aria-hidden />}
            isDisabled={!name.trim()}
            isPending={campaign.isPending}
            onPress={make}
          >
            {t("surveys.makeCampaign")}
          </Button>
        </div>
      )}
      {campaign.error && (
        <Notice level="late" isLive>
          {campaign.error.message}
        </Notice>
      )}
    </>
  );
}
