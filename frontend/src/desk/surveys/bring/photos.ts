/** By what a photo is known again when its folder is chosen once more. */
export function photoKey(name: string, size: number, modified: number | string): string {
  return `${name} ${size} ${modified}`;
}

const WANTED = /(\.jpe?g|gcp_list\.txt)$/i;
const POINTS = /gcp_list\.txt$/i;

/** Of what was chosen, what a photogrammetry node takes: photos, and their ground control points. */
export function sortPhotos(files: readonly File[]): { photos: File[]; others: File[] } {
  const isWanted = (file: File) => WANTED.test(file.name) && !file.name.startsWith(".");
  return {
    photos: files.filter(isWanted),
    others: files.filter((file) => !isWanted(file) && !file.name.startsWith(".")),
  };
}

/** How many pictures, without the list of control points. */
export function countPhotos(files: readonly { name: string }[]): number {
  return files.filter(({ name }) => !POINTS.test(name)).length;
}
