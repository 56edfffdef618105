import { Download, Globe } from "lucide-react";
import { Page } from "../app/Page";
import { Problem } from "../app/Problem";
import { useI18n } from "../i18n/t";
import { BackLink } from "../ui/BackLink";
import { Skeleton } from "../ui/Skeleton";
import { Table } from "../ui/Table";
import styles from "./DatasetPage.module.css";
import { PreviewMap } from "./PreviewMap";
import { type Dataset, useDataset } from "./queries";
import { UseIt } from "./UseIt";

/** One layer: what it holds, how it looks, how to take it away, how to use it from other programs. */
export default function DatasetPage({ id }: { id: string }) {
  const { t } = useI18n();
  const { data, error, refetch } = useDataset(id);
  return (
    <Page title={data?.title ?? t("data.title")} width="wide">
      <BackLink href="/data">{t("data.title")}</BackLink>
      {error && !data ? <Problem problem={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Skeleton lines={10} /> : null}
      {data && <Described dataset={data} />}
    </Page>
  );
}

function Described({ dataset }: { dataset: Dataset }) {
  const { t } = useI18n();
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <h1>{dataset.title}</h1>
        <p>{dataset.description}</p>
      </header>
      <div className={styles.top}>
        <PreviewMap dataset={dataset} />
        <Facts dataset={dataset} />
      </div>
      <section aria-labelledby="downloads">
        <h2 id="downloads">{t("data.downloads")}</h2>
        <Files dataset={dataset} />
      </section>
      <section aria-labelledby="use">
        <h2 id="use">{t("data.use.title")}</h2>
        <UseIt dataset={dataset} />
      </section>
      <div>
        <h2>{t("data.columns")}</h2>
        <Columns dataset={dataset} />
      </div>
    </article>
  );
}

function Facts({ dataset }: { dataset: Dataset }) {
  const { t, format } = useI18n();
  const { licence, crs, rhythm, changed_at } = dataset;
  return (
    <dl className={styles.facts}>
      <dt>{t("data.holds")}</dt>
      <dd>{t("data.rows", { count: dataset.rows })}</dd>
      <dt>{t("data.lastChange")}</dt>
      <dd>{changed_at ? format.dateTime(changed_at) : "—"}</dd>
      <dt>{t("data.rhythm")}</dt>
      <dd>{rhythm.title}</dd>
      <dt>{t("data.crs")}</dt>
      <dd>
        <bdi className="latin">
          {crs.code} · {crs.title}
        </bdi>
      </dd>
      <dt>{t("data.licence")}</dt>
      <dd>
        <a href={licence.url}>{licence.title}</a>
        {licence.terms && <small>{licence.terms}</small>}
      </dd>
      {dataset.keywords.length > 0 && (
        <>
          <dt>{t("data.keywords")}</dt>
          <dd>{dataset.keywords.join(" · ")}</dd>
        </>
      )}
      <dt>{t("data.services")}</dt>
      <dd>
        <ul className={styles.services}>
          {dataset.services.map((service) => (
            <li key={service.kind}>
              <Globe aria-hidden size={14} /> <a href={service.href}>{service.title}</a>
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}

function Files({ dataset }: { dataset: Dataset }) {
  return (
    <ul className={styles.files}>
      {dataset.downloads.map((file) => (
        <li key={file.format}>
          <a href={file.href} download className={styles.file}>
            <Download aria-hidden size={18} />
            <span>
              <bdi className="latin">{file.title}</bdi>
              <small>{file.purpose}</small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Columns({ dataset }: { dataset: Dataset }) {
  const { t } = useI18n();
  return (
    <Table
      caption={t("data.columns")}
      rows={dataset.columns}
      rowKey={(column) => column.name}
      columns={[
        { id: "title", title: t("data.column.title"), cell: (column) => column.title },
        {
          id: "name",
          title: t("data.column.name"),
          cell: (column) => <code className="latin">{column.name}</code>,
        },
        { id: "kind", title: t("data.column.kind"), cell: (column) => t(`data.kind.${column.kind}`) },
      ]}
    />
  );
}
