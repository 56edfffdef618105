import { Image as ImageIcon } from "lucide-react";
import { useState } from "react";
import { thumbnailOf } from "./states";
import styles from "./surveys.module.css";
import type { SurveyRow } from "./types";

/** A small picture of what a survey shows; a quiet place while there is none. */
export function Thumbnail({ survey }: { survey: Pick<SurveyRow, "id" | "kinds" | "version"> }) {
  const address = thumbnailOf(survey);
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <span className={styles.thumbnail}>
      {address && address !== missing ? (
        <img src={address} alt="" loading="lazy" onError={() => setMissing(address)} />
      ) : (
        <ImageIcon aria-hidden size={22} />
      )}
    </span>
  );
}
