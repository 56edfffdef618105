import { useEffect, useState } from "react";

/**
 * Open from the start, but only once the trigger has the focus (it takes it with `autoFocus`, having replaced the
 * button that was pressed): so the focus comes back to it when it closes.
 */
export function useOpenAtOnce(): { isOpen: boolean; onOpenChange: (isOpen: boolean) => void } {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(true), []);
  return { isOpen, onOpenChange: setOpen };
}
