import { Palette } from "lucide-react";
import { useI18n } from "../i18n/t";
import type { Look } from "../layers/palette";
import { IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import type { Explorer } from "./useExplorer";

/** The look of the basemap. Imagery is offered only where the deployment has an address for it. */
export function LookMenu({ explorer }: { explorer: Explorer }) {
  const { t } = useI18n();
  const looks: readonly Look[] = explorer.hasImagery
    ? ["paper", "night", "plain", "imagery"]
    : ["paper", "night", "plain"];
  return (
    <Menu
      label={t("look.label")}
      trigger={<IconButton label={t("look.label")} icon={<Palette />} />}
      actions={looks.map((look) => ({
        id: look,
        title: t(`look.${look}`),
        isChecked: explorer.look === look,
        onAction: () => explorer.setLook(look),
      }))}
    />
  );
}
