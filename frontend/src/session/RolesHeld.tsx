import type { RoleHeld } from "../api/types";
import { useI18n } from "../i18n/t";
import styles from "./RolesHeld.module.css";
import { useCommunes } from "./useCommunes";

/** Roles with the commune in which each counts. */
export function RolesHeld({ roles }: { roles: readonly RoleHeld[] }) {
  const { format } = useI18n();
  const communes = useCommunes();
  const placeOf = (id: number) => {
    const commune = communes.data?.find((entry) => entry.id === id);
    return commune ? format.name(commune.name) : "";
  };
  return (
    <ul className={styles.roles}>
      {roles.map((held) => (
        <li key={`${held.role}-${held.commune_id}`}>
          <span>{held.title}</span> <span className={styles.place}>{placeOf(held.commune_id)}</span>
        </li>
      ))}
    </ul>
  );
}
