import { useSearchParams } from "wouter";
import { useI18n } from "../../../i18n/t";
import { Skeleton } from "../../../ui/Skeleton";
import { Tabs } from "../../../ui/Tabs";
import { PermitsPage } from "../PermitsPage";
import { useDeskCommune } from "../useDeskCommune";
import { DocumentKindsTab } from "./DocumentKindsTab";
import { EntitiesTab } from "./EntitiesTab";
import { HolidaysTab } from "./HolidaysTab";
import { LetterheadTab } from "./LetterheadTab";
import { LettersTab } from "./LettersTab";
import { MembersTab } from "./MembersTab";
import { RatesTab } from "./RatesTab";
import { ReasonsTab } from "./ReasonsTab";
import { TypesTab } from "./TypesTab";

/** The law that permits run under, for the administrators of a commune. */
export default function RulesPage() {
  const { t } = useI18n();
  const [params, setParams] = useSearchParams();
  const { commune } = useDeskCommune("permits.manage_rules");
  if (!commune) return <Skeleton lines={6} />;
  const id = commune.id;
  const items = [
    { id: "types", title: t("permitDesk.types"), content: <TypesTab commune={id} /> },
    { id: "holidays", title: t("permitDesk.holidays"), content: <HolidaysTab commune={id} /> },
    { id: "fees", title: t("permitDesk.rates"), content: <RatesTab commune={id} /> },
    { id: "reasons", title: t("permitDesk.reasons"), content: <ReasonsTab commune={id} /> },
    { id: "documents", title: t("permitDesk.documentKinds"), content: <DocumentKindsTab /> },
    { id: "entities", title: t("permitDesk.entities"), content: <EntitiesTab commune={id} /> },
    { id: "members", title: t("permitDesk.members"), content: <MembersTab commune={id} /> },
    { id: "letters", title: t("permitDesk.letters"), content: <LettersTab commune={id} /> },
    { id: "letterhead", title: t("permitDesk.letterhead"), content: <LetterheadTab commune={id} /> },
  ];
  return (
    <PermitsPage title={t("permitDesk.rules")}>
      <Tabs
        label={t("permitDesk.rules")}
        items={items}
        selected={params.get("part") ?? "types"}
        onSelect={(part) => setParams({ part }, { replace: true })}
      />
    </PermitsPage>
  );
}
