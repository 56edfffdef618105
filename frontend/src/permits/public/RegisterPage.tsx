import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { Link, useLocation, useSearch } from "wouter";
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { useCommunes } from "../../session/useCommunes";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Select } from "../../ui/Select";
import { Skeleton } from "../../ui/Skeleton";
import shared from "../shared/permits.module.css";
import { usePermitTypes } from "../shared/queries";
import { StateBadge } from "../shared/StateBadge";
import { hasTerm } from "../shared/states";
import type { PermitState } from "../shared/types";
import styles from "./register.module.css";

type Schemas = components["schemas"];
const YEARS = 12;
const ALL = "all";

/** The granted permits of a commune, without anybody's name. The filters stand in the address. */
export default function RegisterPage() {
  const { t, format } = useI18n();
  const communes = useCommunes();
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const largest = [...(communes.data ?? [])].sort((one, other) => other.parcels - one.parcels)[0];
  const commune = Number(asked.get("commune")) || (largest?.id ?? null);
  const kind = asked.get("kind") ?? ALL;
  const year = asked.get("year") ?? ALL;
  const types = usePermitTypes(commune ?? undefined);
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(asked);
    if (value === ALL) next.delete(name);
    else next.set(name, value);
    navigate(`${path}?${next}`, { replace: true });
  };
  const thisYear = new Date().getFullYear();
  return (
    <Page title={t("register.title")} width="wide">
      <div className={shared.stack}>
        <header className={shared.head}>
          <h1>{t("register.title")}</h1>
          <p>{t("register.lead")}</p>
          <p>
            <Link href="/#layers=permits&classes=permits">{t("register.onMap")}</Link>
          </p>
        </header>
        <search className={styles.filters}>
          <Select<number>
            label={t("apply.commune")}
            value={commune}
            onChange={(id) => set("commune", String(id))}
            options={(communes.data ?? []).map(({ id, name }) => ({ value: id, title: format.name(name) }))}
          />
          <Select<string>
            label={t("register.kind")}
            value={kind}
            onChange={(code) => set("kind", code)}
            options={[
              { value: ALL, title: t("register.all") },
              ...(types.data ?? []).map(({ code, name }) => ({ value: code, title: format.name(name) })),
            ]}
          />
          <Select<string>
            label={t("register.year")}
            value={year}
            onChange={(chosen) => set("year", chosen)}
            options={[
              { value: ALL, title: t("register.all") },
              ...Array.from({ length: YEARS }, (_, back) => String(thisYear - back)).map((value) => ({
                value,
                title: value,
              })),
            ]}
          />
        </search>
        {commune === null ? <Skeleton lines={6} /> : <Granted commune={commune} kind={kind} year={year} />}
      </div>
    </Page>
  );
}

function useRegister(commune: number, kind: string, year: string) {
  return useInfiniteQuery({
    queryKey: ["permits", "register", commune, kind, year],
    queryFn: ({ pageParam }) =>
      api<Schemas["RegisterOut"]>("/permits/register", {
        query: {
          commune,
          kind: kind === ALL ? null : kind,
          year: year === ALL ? null : year,
          before: pageParam,
        },
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  });
}

function Granted({ commune, kind, year }: { commune: number; kind: string; year: string }) {
  const { t, format } = useI18n();
  const register = useRegister(commune, kind, year);
  if (register.error && !register.data)
    return <Problem problem={register.error} onRetry={() => void register.refetch()} />;
  if (!register.data) return <Skeleton lines={6} />;
  const rows = register.data.pages.flatMap((page) => page.items);
  if (rows.length === 0)
    return (
      <EmptyState icon={<ScrollText />} title={t("register.none")}>
        {t("register.noneHelp")}
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.rows} aria-label={t("register.title")}>
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <div>
              <strong className="latin">{row.reference}</strong>
              <p>{format.name(row.kind_name)}</p>
            </div>
            <div>
              {row.address && (
                <p>
                  <bdi>{row.address}</bdi>
                </p>
              )}
              <p className={shared.quiet}>
                {t("register.parcels")} <bdi className="latin">{row.parcels.join(", ") || "—"}</bdi>
              </p>
            </div>
            <div>
              <StateBadge state={row.state as PermitState} />
              {row.replaced_by && (
                <p>
                  {t("register.replaced")} <bdi className="latin">{row.replaced_by}</bdi>
                </p>
              )}
              <p className={shared.quiet}>{t("register.issued", { date: format.date(row.issued_at) })}</p>
              {row.valid_until && hasTerm(row.state as PermitState) && (
                <p className={shared.quiet}>
                  {t("register.validUntil", { date: format.date(row.valid_until) })}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      {register.hasNextPage && (
        <div>
          <Button isPending={register.isFetchingNextPage} onPress={() => void register.fetchNextPage()}>
            {t("register.more")}
          </Button>
        </div>
      )}
    </>
  );
}
