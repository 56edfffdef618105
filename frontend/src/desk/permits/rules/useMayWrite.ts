import { useUser } from "../../../session/useCan";

/** Whether the reader may write a rule: a commune's own its administrators, the country's the superusers. */
export function useMayWrite(): (isOwn: boolean) => boolean {
  const isSuperuser = useUser()?.is_superuser ?? false;
  return (isOwn) => isOwn || isSuperuser;
}
