import type { Bounds, ManifestLayer } from "../api/types";
import { Loading } from "../app/Loading";
import { Problem } from "../app/Problem";
import { useI18n } from "../i18n/t";
import { Dialog } from "../ui/Dialog";
import { ExportForm } from "./ExportForm";
import { MyExports } from "./MyExports";
import { useOffer } from "./queries";

export interface ExportDialogProps {
  layer: ManifestLayer;
  /** What the map shows, for taking only that. */
  view: () => Bounds | null;
  /** Only what everybody understands: format and extent. */
  isReduced: boolean;
  onClose: () => void;
}

/** Takes a layer away as a file, and shows the files that were asked for before. */
export default function ExportDialog({ layer, view, isReduced, onClose }: ExportDialogProps) {
  const { t } = useI18n();
  const offer = useOffer();
  return (
    <Dialog
      title={t("exports.title", { layer: `\u2068${layer.title}\u2069` })}
      isOpen
      onClose={onClose}
      size="large"
    >
      {offer.data ? (
        <ExportForm layer={layer} offer={offer.data} view={view} isReduced={isReduced} />
      ) : offer.error ? (
        <Problem problem={offer.error} onRetry={() => void offer.refetch()} />
      ) : (
        <Loading />
      )}
      <MyExports />
    </Dialog>
  );
}
