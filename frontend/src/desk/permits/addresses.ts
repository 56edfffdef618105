/** Where a dossier of the desk stands: its number is its address. */
export function addressOf({ reference }: { reference: string }): string {
  return `/desk/permits/${encodeURIComponent(reference)}`;
}

/** Where the file of a paper is fetched from: a link that saves it. */
export const paperHref = (code: string): string => `/api/v1/papers/${code}/file`;
