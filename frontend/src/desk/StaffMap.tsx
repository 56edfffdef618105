export default function StaffMap() {
  return null;
}
