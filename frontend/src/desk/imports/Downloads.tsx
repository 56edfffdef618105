import { Download } from "lucide-react";
import { apiUrl } from "../../api/client";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Menu } from "../../ui/Menu";

const FORMS = ["html", "csv", "json", "geojson"] as const;

/** The report as a file, in four forms. */
export function Downloads({ id }: { id: number }) {
  const { t } = useI18n();
  return (
    <Menu
      label={t("imports.report.download")}
      trigger={
        <Button size="small" icon={<Download aria-hidden />}>
          {t("imports.report.download")}
        </Button>
      }
      actions={FORMS.map((form) => ({
        id: form,
        title: t(`imports.report.${form}`),
        href: apiUrl(`/imports/${id}/report.${form}`),
        target: "_blank",
      }))}
    />
  );
}
