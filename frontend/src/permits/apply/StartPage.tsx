import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { ApiProblem } from "../../api/problem";
import type { Commune } from "../../api/types";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { useCommunes } from "../../session/useCommunes";
import { Button } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/Toast";
import shared from "../shared/permits.module.css";
import { useMine, usePermitTypes } from "../shared/queries";
import type { PermitRow, PermitType } from "../shared/types";
import styles from "./apply.module.css";
import { choicesOf } from "./choices";
import { useBegin, useThrowAway } from "./queries";

/** The commune that one most likely applies to: where one has applied or works, else the largest. */
function likely(communes: readonly Commune[], mine: readonly PermitRow[]): number | null {
  const last = mine[0]?.commune_id;
  const found =
    communes.find((commune) => commune.id === last) ??
    communes.find((commune) => commune.serves) ??
    [...communes].sort((one, other) => other.parcels - one.parcels)[0];
  return found?.id ?? null;
}

export function StartPage() {
  const { t, format } = useI18n();
  const communes = useCommunes();
  const mine = useMine(true);
  const [chosen, setChosen] = useState<number | null>(null);
  const commune = chosen ?? (communes.data && mine.data ? likely(communes.data, mine.data) : null);
  const types = usePermitTypes(commune ?? undefined);
  const drafts = (mine.data ?? []).filter((permit) => permit.state === "draft");
  return (
    <Page title={t("apply.title")}>
      <div className={shared.stack}>
        <header className={shared.head}>
          <h1>{t("apply.title")}</h1>
          <p>{t("apply.lead")}</p>
        </header>
        {drafts.length > 0 && <Drafts drafts={drafts} />}
        {(communes.data?.length ?? 0) > 1 && (
          <Select<number>
            label={t("apply.commune")}
            value={commune}
            onChange={setChosen}
            options={(communes.data ?? []).map(({ id, name }) => ({ value: id, title: format.name(name) }))}
          />
        )}
        {types.error ? (
          <Problem problem={types.error} onRetry={() => void types.refetch()} />
        ) : commune === null || !types.data ? (
          <Skeleton lines={6} />
        ) : (
          <Kinds commune={commune} types={types.data} />
        )}
      </div>
    </Page>
  );
}

function Kinds({ commune, types }: { commune: number; types: readonly PermitType[] }) {
  const { t, format } = useI18n();
  const begin = useBegin();
  const [, navigate] = useLocation();
  const start = (kind: string) =>
    begin.mutate(
      { commune, kind },
      {
        onSuccess: (permit) => navigate(`/apply/${permit.id}/kind`),
        onError: (error) => toast(error instanceof ApiProblem ? error.message : t("problem.title"), "late"),
      },
    );
  return (
    <section className={shared.section}>
      <h2>{t("apply.what")}</h2>
      <ul className={styles.choices}>
        {choicesOf(types).map((type) => (
          <li key={type.code}>
            <button
              type="button"
              className={styles.choice}
              disabled={begin.isPending}
              onClick={() => start(type.code)}
              data-kind={type.code}
            >
              <span>
                <span className={styles.choiceTitle}>{t(`apply.kind.${type.plain}`)}</span>
                <span className={styles.choiceDetail}>
                  {type.plain === "other" ? "" : `${format.name(type.name)} · `}
                  {t(`apply.delay.${type.version.delay_unit as "working_days"}`, {
                    count: type.version.delay,
                  })}
                </span>
              </span>
              <ChevronRight aria-hidden className={styles.arrow} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Drafts({ drafts }: { drafts: readonly PermitRow[] }) {
  const { t, format } = useI18n();
  const throwAway = useThrowAway();
  return (
    <section className={shared.section}>
      <h2>{t("apply.resume")}</h2>
      <ul className={styles.choices}>
        {drafts.map((draft) => (
          <li key={draft.id} className={styles.draft}>
            <Link href={`/apply/${draft.id}/summary`} className={styles.choice}>
              <span>
                <span className={styles.choiceTitle}>{draft.title || format.name(draft.kind_name)}</span>
                <span className={styles.choiceDetail}>
                  {t("apply.savedAt", { time: format.dateTime(draft.changed_at) })}
                </span>
              </span>
              <ChevronRight aria-hidden className={styles.arrow} />
            </Link>
            <Button
              kind="quiet"
              size="small"
              onPress={() => confirm(t("apply.throwAwaySure")) && throwAway.mutate(draft.id)}
            >
              {t("apply.throwAway")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
