export default function ParcelPage({ slug }: { slug: string; isStaff?: boolean }) {
  return <main>{slug}</main>;
}
