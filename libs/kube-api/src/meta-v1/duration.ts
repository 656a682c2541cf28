/** Lengths of time as kubectl prints them in AGE columns. */

const unit = (count: number, name: string, rest: number, restName: string): string =>
  rest === 0 ? `${count}${name}` : `${count}${name}${rest}${restName}`;

/**
 * Two units at most, the second one only while the first is small: `119s`, `5m1s`, `3h1m`, `2d2h`, `2y70d`.
 * @source kubectl v1.37 apimachinery/pkg/util/duration: HumanDuration
 */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return unit(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  return longDuration(minutes);
}

function longDuration(minutes: number): string {
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return unit(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (hours < 192) return unit(days, 'd', hours % 24, 'h');
  if (hours < 17_520) return `${days}d`;
  const years = Math.trunc(hours / 8760);
  return hours < 70_080 ? unit(years, 'y', days % 365, 'd') : `${years}y`;
}
