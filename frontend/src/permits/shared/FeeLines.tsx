import { useI18n } from "../../i18n/t";
import styles from "./permits.module.css";

interface Line {
  code: string;
  quantity: string;
  unit: string;
  rate: string;
  amount: string;
  legal_ref: string;
}

/** How a fee comes about: quantity × rate, with the law it rests on. */
export function FeeLines({ lines }: { lines: readonly Line[] }) {
  const { t, format } = useI18n();
  const dirhams = (amount: string) => format.value(Number(amount), t("permits.fee.unit"));
  return (
    <ul>
      {lines.map((line) => (
        <li key={`${line.code}${line.amount}`}>
          <span className="numeric">
            {Number(line.quantity) > 0 && line.unit
              ? `${format.value(Number(line.quantity), line.unit)} × ${dirhams(line.rate)} = ${dirhams(line.amount)}`
              : dirhams(line.amount)}
          </span>
          {line.legal_ref && <span className={styles.quiet}> · {line.legal_ref}</span>}
        </li>
      ))}
    </ul>
  );
}
