import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import type { Verdict } from "../../../permits/shared/types";
import { Choice } from "../../../ui/Choice";
import { TextArea } from "../../../ui/TextArea";
import { ReasonChoice } from "./ReasonChoice";

const VERDICTS = ["favourable", "with_reservations", "unfavourable"] as const;

export interface VerdictBody {
  verdict: Verdict;
  text: string;
  reasons: number[];
  reservations: string[];
}

interface VerdictFormProps {
  permit: { commune_id: number };
  onChange: (body: VerdictBody | null) => void;
}

/** An opinion or a conclusion: against needs a reason of the list, reservations need to be said one by one. */
export function VerdictForm({ permit, onChange }: VerdictFormProps) {
  const { t } = useI18n();
  const [verdict, setVerdict] = useState<Verdict | "">("");
  const [text, setText] = useState("");
  const [reasons, setReasons] = useState<number[]>([]);
  const [lines, setLines] = useState("");
  const tell = (
    change: Partial<{ verdict: Verdict | ""; text: string; reasons: number[]; lines: string }>,
  ) => {
    const next = { verdict, text, reasons, lines, ...change };
    setVerdict(next.verdict);
    setText(next.text);
    setReasons(next.reasons);
    setLines(next.lines);
    onChange(bodyOf(next));
  };
  return (
    <>
      <Choice<Verdict>
        label={t("permitDesk.verdict")}
        value={verdict as Verdict}
        onChange={(value) => tell({ verdict: value })}
        options={VERDICTS.map((value) => ({ value, title: t(`permits.verdict.${value}`) }))}
      />
      {verdict === "with_reservations" && (
        <TextArea
          label={t("permitDesk.reservations")}
          help={t("permitDesk.reservationsHelp")}
          value={lines}
          onChange={(value) => tell({ lines: value })}
          isRequired
        />
      )}
      {verdict === "unfavourable" && (
        <ReasonChoice
          commune={permit.commune_id}
          chosen={reasons}
          onChange={(value) => tell({ reasons: value })}
        />
      )}
      <TextArea label={t("permitDesk.text")} value={text} onChange={(value) => tell({ text: value })} />
    </>
  );
}

interface Values {
  verdict: Verdict | "";
  text: string;
  reasons: number[];
  lines: string;
}

function bodyOf({ verdict, text, reasons, lines }: Values): VerdictBody | null {
  if (verdict === "") return null;
  const isAgainst = verdict === "unfavourable";
  const reservations = verdict === "with_reservations" ? lines.split("\n").filter((line) => line.trim()) : [];
  if (isAgainst && reasons.length === 0) return null;
  if (verdict === "with_reservations" && reservations.length === 0) return null;
  return { verdict, text, reasons: isAgainst ? reasons : [], reservations };
}
