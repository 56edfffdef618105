import { Braces, FileDown, Link2, Maximize2, Printer, Share2 } from "lucide-react";
import { useLocation } from "wouter";
import type { Dossier } from "../api/types";
import { useI18n } from "../i18n/t";
import { Button, IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { toast } from "../ui/Toast";

function withLanguage(path: string, language: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
}

export interface DossierActionsProps {
  dossier: Dossier;
  /** The address of the dossier's own page; none when it is that page. */
  pageHref?: string;
}

/** Print, send, share: the dossier as others need it. */
export function DossierActions({ dossier, pageHref }: DossierActionsProps) {
  const { t, language } = useI18n();
  const [, go] = useLocation();
  const { links, parcel } = dossier;
  const share = async () => {
    const url = new URL(withLanguage(links.page, language), location.origin).href;
    const title = t("dossier.title", { reference: parcel.reference });
    try {
      if (matchMedia("(pointer: coarse)").matches && navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        toast(t("dossier.copied"));
      }
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) toast(url, "info");
    }
  };
  const open = (path: string) => window.open(withLanguage(path, language), "_blank", "noopener");
  return (
    <>
      <Button size="small" icon={<Printer />} onPress={() => open(links.print)}>
        {t("dossier.print")}
      </Button>
      {pageHref ? (
        // A panel has room for two buttons with words in every language.
        <>
          <Button size="small" icon={<Maximize2 />} onPress={() => go(pageHref)}>
            {t("dossier.openPage")}
          </Button>
          <IconButton label={t("dossier.share")} icon={<Share2 />} onPress={() => void share()} />
        </>
      ) : (
        <Button size="small" icon={<Share2 />} onPress={() => void share()}>
          {t("dossier.share")}
        </Button>
      )}
      <Menu
        label={t("dossier.more")}
        trigger={<IconButton label={t("dossier.more")} icon={<FileDown />} />}
        actions={[
          {
            id: "html",
            title: t("dossier.html"),
            icon: <FileDown />,
            onAction: () => open(links.html),
          },
          {
            id: "geojson",
            title: t("dossier.geojson"),
            icon: <Braces />,
            onAction: () => open(links.geojson),
          },
          { id: "link", title: t("dossier.share"), icon: <Link2 />, onAction: () => void share() },
        ]}
      />
    </>
  );
}
