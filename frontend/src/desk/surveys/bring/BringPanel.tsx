import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Choice } from "../../../ui/Choice";
import styles from "../surveys.module.css";
import type { Survey } from "../types";
import { AddressForm } from "./AddressForm";
import { FolderForm } from "./FolderForm";
import { OnTheirWay } from "./OnTheirWay";
import { PhotosForm } from "./PhotosForm";
import { useSources } from "./queries";
import type { Sources } from "./types";

type Way = "address" | "folder" | "photos";

/** Files of a survey that this browser does not have: at an address, on the server, or still to be made of photos. */
export function BringPanel({ survey }: { survey: Survey }) {
  const { t } = useI18n();
  const sources = useSources(survey.id).data;
  const [chosen, setChosen] = useState<Way | null>(null);
  if (!sources) return null;
  const ways = waysOf(sources);
  const way = ways.find((one) => one === chosen) ?? ways[0];
  if (!way) return <OnTheirWay survey={survey} />;
  return (
    <section className={styles.stack} aria-labelledby="survey-bring">
      <h2 id="survey-bring" className={styles.subtitle}>
        {t("surveys.bring.title")}
      </h2>
      <div className={styles.card}>
        {ways.length > 1 && (
          <Choice
            label={t("surveys.bring.from")}
            options={ways.map((value) => ({ value, title: t(`surveys.bring.${value}`) }))}
            value={way}
            onChange={setChosen}
          />
        )}
        {ways.length === 1 && <h3>{t(`surveys.bring.${way}`)}</h3>}
        {way === "address" && <AddressForm survey={survey} addresses={sources.addresses} />}
        {way === "folder" && <FolderForm survey={survey} files={sources.inbox} />}
        {way === "photos" && <PhotosForm survey={survey} />}
      </div>
      <OnTheirWay survey={survey} />
    </section>
  );
}

/** Only what the administrator has set up. */
function waysOf(sources: Sources): Way[] {
  const ways: [Way, boolean][] = [
    ["address", sources.addresses.length > 0],
    ["folder", sources.has_inbox],
    ["photos", sources.has_odm],
  ];
  return ways.filter(([, isOffered]) => isOffered).map(([way]) => way);
}
