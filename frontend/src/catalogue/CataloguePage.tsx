import { SearchX } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { Page } from "../app/Page";
import { Problem } from "../app/Problem";
import { useI18n } from "../i18n/t";
import { Choice } from "../ui/Choice";
import { EmptyState } from "../ui/EmptyState";
import { Field } from "../ui/Field";
import { Skeleton } from "../ui/Skeleton";
import styles from "./CataloguePage.module.css";
import { ExtentPicture } from "./ExtentPicture";
import { findDatasets, themesOf } from "./find";
import { type Catalogue, type Dataset, useCatalogue } from "./queries";

const ALL = "all";

/** Every layer that this person may see: to be found, looked at and taken away. */
export default function CataloguePage() {
  const { t } = useI18n();
  const { data, error, refetch } = useCatalogue();
  return (
    <Page title={t("data.title")} width="wide">
      <header className={styles.head}>
        <h1>{t("data.title")}</h1>
        <p>{data?.description ?? t("data.lead")}</p>
      </header>
      {error && !data ? <Problem problem={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Skeleton lines={8} /> : null}
      {data && <Found catalogue={data} />}
    </Page>
  );
}

function Found({ catalogue }: { catalogue: Catalogue }) {
  const { t } = useI18n();
  const [text, setText] = useState("");
  const [theme, setTheme] = useState(ALL);
  const found = findDatasets(catalogue.datasets, text, theme === ALL ? null : theme);
  return (
    <>
      <search className={styles.tools}>
        <Field label={t("data.search")} value={text} onChange={setText} type="search" />
        <Choice
          label={t("data.themes")}
          value={theme}
          onChange={setTheme}
          options={[
            { value: ALL, title: t("data.allThemes") },
            ...themesOf(catalogue.datasets).map(({ id, title }) => ({ value: id, title })),
          ]}
        />
        <p role="status" className={styles.count}>
          {t("data.count", { count: found.length })}
        </p>
      </search>
      {found.length === 0 ? (
        <EmptyState icon={<SearchX />} title={t("data.nothing")}>
          {t("data.nothingHelp")}
        </EmptyState>
      ) : (
        <ul className={styles.cards}>
          {found.map((dataset) => (
            <Card key={dataset.id} dataset={dataset} />
          ))}
        </ul>
      )}
      <About catalogue={catalogue} />
    </>
  );
}

function Card({ dataset }: { dataset: Dataset }) {
  const { t, format } = useI18n();
  return (
    <li className={styles.card}>
      <ExtentPicture dataset={dataset} />
      <div className={styles.text}>
        <h2>
          <Link href={`/data/${dataset.id}`} className={styles.link}>
            {dataset.title}
          </Link>
        </h2>
        <p className={styles.description}>{dataset.description}</p>
        <p className={styles.facts}>
          <span>{t("data.rows", { count: dataset.rows })}</span>
          {dataset.changed_at && (
            <span>
              {t("data.changed", { when: format.date(dataset.changed_at, { dateStyle: "medium" }) })}
            </span>
          )}
          <span>{dataset.group_title}</span>
        </p>
      </div>
    </li>
  );
}

function About({ catalogue }: { catalogue: Catalogue }) {
  const { t } = useI18n();
  const { publisher, licence } = catalogue;
  return (
    <footer className={styles.about}>
      <p>
        {t("data.publisher")}: <a href={publisher.url}>{publisher.name}</a>
        {publisher.email && (
          <>
            {" · "}
            <a href={`mailto:${publisher.email}`}>
              <bdi className="latin">{publisher.email}</bdi>
            </a>
          </>
        )}
      </p>
      <p>
        {t("data.licence")}: <a href={licence.url}>{licence.title}</a>. {licence.terms}
      </p>
      <p className={styles.machines}>
        {t("data.machines")}:{" "}
        <a href="/catalogue.jsonld" className="latin">
          DCAT-AP (JSON-LD)
        </a>
        {" · "}
        <a href="/catalogue.ttl" className="latin">
          DCAT-AP (Turtle)
        </a>
        {" · "}
        <a href="/ogc/" className="latin">
          OGC API
        </a>
        {" · "}
        <a href="/stac" className="latin">
          STAC
        </a>
      </p>
    </footer>
  );
}
