import { Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { apiUrl } from "../../api/client";
import { useI18n } from "../../i18n/t";
import { Button, IconButton } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { TextArea } from "../../ui/TextArea";
import { Figures } from "./Figures";
import { KIND, KINDS } from "./kinds";
import styles from "./measuring.module.css";
import type { Measurement, Measures } from "./useMeasures";

const EXPORTS = ["gpkg", "dxf"] as const;
const LAYERS = ["areas", "lines", "points"] as const;

/** Distances, areas, heights, volumes, profiles and notes on a survey; kept ones can be exported. */
export function MeasuresPanel({ measures, hasHeights }: { measures: Measures; hasHeights: boolean }) {
  const { t } = useI18n();
  const { tool, corners, values, mayKeep } = measures;
  const kinds = KINDS.filter((kind) => {
    const { needs } = KIND[kind];
    if (kind === "note") return mayKeep;
    return needs === "" || (hasHeights && (needs !== "two" || measures.before !== null));
  });
  return (
    <div className={styles.panel}>
      <div className={styles.tools} role="toolbar" aria-label={t("surveys.panel.measure")}>
        {kinds.map((kind) => {
          const { icon: Icon, title } = KIND[kind];
          return (
            <IconButton
              key={kind}
              label={t(title)}
              icon={<Icon />}
              pressed={tool === kind}
              onPress={() => measures.start(kind)}
            />
          );
        })}
      </div>
      {tool && (
        <section className={styles.current} aria-live="polite">
          <h3>{t(KIND[tool].title)}</h3>
          <p className={styles.help}>{t(KIND[tool].help)}</p>
          {values.error && <Notice level="late">{values.error.message}</Notice>}
          {values.data && <Figures kind={tool} values={values.data} />}
          {corners.length > 0 && (
            <Button size="small" icon={<Undo2 />} onPress={measures.undo}>
              {t("measure.undo")}
            </Button>
          )}
          {mayKeep && (values.data || (tool === "note" && corners.length > 0)) && (
            <Keep measures={measures} />
          )}
        </section>
      )}
      {mayKeep && <Kept measures={measures} />}
    </div>
  );
}

function Keep({ measures }: { measures: Measures }) {
  const { t } = useI18n();
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  return (
    <form
      className={styles.keep}
      onSubmit={(event) => {
        event.preventDefault();
        measures.keep.mutate({ name, note });
      }}
    >
      <Field label={t("surveys.measure.name")} value={name} onChange={setName} />
      <TextArea label={t("surveys.measure.remark")} value={note} onChange={setNote} rows={2} />
      {measures.keep.error && <Notice level="late">{measures.keep.error.message}</Notice>}
      <Button type="submit" kind="main" isPending={measures.keep.isPending}>
        {t("surveys.measure.keep")}
      </Button>
    </form>
  );
}

function Kept({ measures }: { measures: Measures }) {
  const { t } = useI18n();
  const list = measures.list.data ?? [];
  if (list.length === 0) return <p className={styles.help}>{t("surveys.measure.none")}</p>;
  const shapes = new Set(list.map((one) => `${one.shape}s`.replace("polygons", "areas")));
  return (
    <section>
      <h3>{t("surveys.measure.kept")}</h3>
      <ul className={styles.kept}>
        {list.map((one) => (
          <KeptLine key={one.id} one={one} measures={measures} />
        ))}
      </ul>
      <p className={styles.exports}>
        {LAYERS.filter((layer) => shapes.has(layer)).flatMap((layer) =>
          EXPORTS.map((format) => (
            <a
              key={`${layer}-${format}`}
              href={apiUrl(`/layers/measured_${layer}/export.${format}`, {
                filter: `survey_id=${measures.survey}`,
              })}
              download
            >
              {t(`surveys.measure.export.${layer}`)} · {format.toUpperCase()}
            </a>
          )),
        )}
      </p>
    </section>
  );
}

function KeptLine({ one, measures }: { one: Measurement; measures: Measures }) {
  const { t } = useI18n();
  const { icon: Icon, title } = KIND[one.kind];
  return (
    <li>
      <button type="button" className={styles.line} onClick={() => measures.show(one)}>
        <Icon aria-hidden size={18} />
        <span>
          <strong>{one.name || t(title)}</strong>
          <Figures kind={one.kind} values={one.values} isShort />
          {one.note && <span className={styles.help}>{one.note}</span>}
        </span>
      </button>
      {one.may_remove && (
        <IconButton
          label={t("surveys.measure.remove", { name: one.name || t(title) })}
          icon={<Trash2 />}
          onPress={() => measures.remove.mutate(one.id)}
        />
      )}
    </li>
  );
}
