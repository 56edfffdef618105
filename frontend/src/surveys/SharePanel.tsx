import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy, Link2Off } from "lucide-react";
import { useState } from "react";
import { api } from "../api/client";
import type { components } from "../api/schema";
import { useI18n } from "../i18n/t";
import { Button, IconButton } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Select } from "../ui/Select";
import { toast } from "../ui/Toast";
import styles from "./measuring/measuring.module.css";
import type { Survey } from "./types";

type Share = components["schemas"]["ShareOut"];
const DAYS = [1, 7, 30, 90] as const;

/** The address of what is shown; for a survey that is not published, one with a key that ends on a day. */
export function SharePanel({ survey }: { survey: Survey }) {
  const { t } = useI18n();
  return (
    <div className={styles.panel}>
      <p className={styles.help}>
        {t(survey.published_at ? "surveys.share.public" : "surveys.share.inside")}
      </p>
      <Button icon={<Copy />} onPress={() => void copy(location.href, t("surveys.share.copied"))}>
        {t("surveys.share.copy")}
      </Button>
      {!survey.published_at && survey.may_upload && <Shares survey={survey} />}
    </div>
  );
}

async function copy(text: string, done: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  toast(done, "ok");
}

function Shares({ survey }: { survey: Survey }) {
  const { t, format } = useI18n();
  const client = useQueryClient();
  const [days, setDays] = useState<number>(7);
  const key = ["surveys", "shares", survey.id];
  const path = `/surveys/${survey.id}/shares`;
  const list = useQuery({ queryKey: key, queryFn: () => api<Share[]>(path) });
  const refresh = { onSettled: () => client.invalidateQueries({ queryKey: key }) };
  const make = useMutation({
    mutationFn: () => api<Share>(path, { method: "POST", body: { days, note: "" } }),
    ...refresh,
  });
  const end = useMutation({
    mutationFn: (id: number) => api(`${path}/${id}`, { method: "DELETE" }),
    ...refresh,
  });
  const made = make.data?.key ? `${location.origin}/s/${survey.id}?key=${make.data.key}` : "";
  return (
    <section className={styles.current}>
      <h3>{t("surveys.share.withKey")}</h3>
      <p className={styles.help}>{t("surveys.share.withKeyHelp")}</p>
      <Select
        label={t("surveys.share.until")}
        options={DAYS.map((value) => ({ value, title: t("surveys.share.days", { count: value }) }))}
        value={days}
        onChange={setDays}
      />
      <Button kind="main" isPending={make.isPending} onPress={() => make.mutate()}>
        {t("surveys.share.make")}
      </Button>
      {make.error && <Notice level="late">{make.error.message}</Notice>}
      {made && (
        <>
          <code className="latin">{made}</code>
          <Button size="small" icon={<Copy />} onPress={() => void copy(made, t("surveys.share.copied"))}>
            {t("surveys.share.copy")}
          </Button>
        </>
      )}
      <ul className={styles.kept}>
        {list.data?.map((one) => (
          <li key={one.id}>
            <span className={styles.line}>
              {t("surveys.share.ends", { date: format.date(one.expires_at, { dateStyle: "medium" }) })}
            </span>
            <IconButton
              label={t("surveys.share.end")}
              icon={<Link2Off />}
              onPress={() => end.mutate(one.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
