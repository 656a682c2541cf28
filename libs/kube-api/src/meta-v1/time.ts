/** Kubernetes time strings: the only place where virtual milliseconds become dates. */

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const DAY = 86_400_000;

/** RFC 3339 in UTC with whole seconds (fractions dropped), as metav1.Time prints it. */
export function formatTime(unixMs: number): string {
  const second = Math.floor(unixMs / 1000);
  if (second !== newest.second) newest = { second, text: formatSecond(unixMs) };
  return newest.text;
}

/** The second printed last: most callers ask for the present one. */
let newest = { second: Number.NaN, text: '' };

function formatSecond(unixMs: number): string {
  const days = Math.floor(unixMs / DAY);
  const seconds = Math.floor((unixMs - days * DAY) / 1000);
  return `${formatDate(days)}T${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}Z`;
}

/** The same with exactly six digits of fraction, as metav1.MicroTime prints it. */
export function formatMicroTime(unixMs: number): string {
  return `${formatTime(unixMs).slice(0, -1)}.${pad(((unixMs % 1000) + 1000) % 1000, 3)}000Z`;
}

/** Unix milliseconds of an RFC 3339 UTC time as {@link formatTime} or {@link formatMicroTime} print it; NaN otherwise. */
export function parseTime(text: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?Z$/.exec(text);
  if (!match) return Number.NaN;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]; // six groups
  const fraction = match[7] === undefined ? 0 : Math.floor(Number(match[7]) * 1000 + 1e-6);
  return daysFromCivil(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
}

/** Days since 1970-01-01 of a proleptic Gregorian date (the usual era arithmetic on years that begin in March). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function formatDate(days: number): string {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}
