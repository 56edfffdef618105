import { useI18n } from "../../../i18n/t";
import { Select } from "../../../ui/Select";
import styles from "../surveys.module.css";
import { BAND_NAMES, type BandName } from "./guess";

interface BandChoiceProps {
  count: number;
  bands: Record<string, number>;
  onChange: (bands: Record<string, number>) => void;
}

/** Which band is which colour: indices of vigour are wrong where this is. */
export function BandChoice({ count, bands, onChange }: BandChoiceProps) {
  const { t, format } = useI18n();
  const change = (name: BandName, band: number) => {
    const { [name]: _before, ...others } = bands;
    onChange(band ? { ...others, [name]: band } : others);
  };
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t("surveys.bandOrder")}</legend>
      <div className={styles.bands}>
        {BAND_NAMES.map((name) => (
          <Select<number>
            key={name}
            label={t(`surveys.band.${name}`)}
            value={bands[name] ?? 0}
            onChange={(band) => change(name, band)}
            options={[
              { value: 0, title: t("surveys.noBand") },
              ...Array.from({ length: count }, (_, index) => ({
                value: index + 1,
                title: t("surveys.bandNumber", { number: format.number(index + 1) }),
              })),
            ]}
          />
        ))}
      </div>
    </fieldset>
  );
}
