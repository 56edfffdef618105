const SHOWN_MS = 1600;

/** Gives each sample of code a button that copies it; its texts stand on the sample. */
export function offerCopies(): void {
  if (!navigator.clipboard) return;
  for (const sample of document.querySelectorAll<HTMLElement>("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = sample.dataset.copy ?? "";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(sample.querySelector("code")?.textContent ?? "");
      button.textContent = sample.dataset.copied ?? "";
      setTimeout(() => {
        button.textContent = sample.dataset.copy ?? "";
      }, SHOWN_MS);
    });
    sample.append(button);
  }
}
