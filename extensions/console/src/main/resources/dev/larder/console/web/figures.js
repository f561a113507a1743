// Numbers: what two samples tell together, and how they are written.

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const count = number => plain.format(number);
export const rate = number => (number === null ? '–' : number < 10 ? fine.format(number) : plain.format(number));
export const percent = ratio => (ratio === null ? '–' : fine.format(ratio * 100) + ' %');

export function micros(time) {
  if (time < 1000) return plain.format(time) + ' µs';
  return time < 1000000 ? fine.format(time / 1000) + ' ms' : fine.format(time / 1000000) + ' s';
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function bytes(number) {
  const power = Math.min(UNITS.length - 1, number < 1000 ? 0 : Math.floor(Math.log10(number) / 3));
  return fine.format(number / 1000 ** power) + ' ' + UNITS[power];
}

export const ratio = (hits, misses) => (hits + misses > 0 ? hits / (hits + misses) : null);

/** How much a count has grown a second; null without a sample before, or when counts were set to zero in between. */
export function perSecond(before, now, field) {
  if (!before || now.at <= before.at || now[field] < before[field]) return null;
  return (now[field] - before[field]) * 1000 / (now.at - before.at);
}

export const fullness = now => (now.maximum > 0 ? Math.min(1, now.weight / now.maximum) : null);

/** The columns of all graphs, oldest first. */
export function series(history) {
  const pairs = history.map((now, i) => [history[i - 1], now]);
  const each = field => pairs.map(([before, now]) => perSecond(before, now, field));
  const gets = pairs.map(([before, now]) => {
    const hits = perSecond(before, now, 'hits');
    return hits === null ? null : hits + perSecond(before, now, 'misses');
  });
  const hitRatio = pairs.map(([before, now]) => {
    if (!before || now.hits < before.hits) return null;
    const part = ratio(now.hits - before.hits, now.misses - before.misses);
    return part === null ? null : part * 100;
  });
  const loaded = pairs.map(([before, now]) => before && now.loads > before.loads);
  const millis = field => history.map((now, i) => (loaded[i] ? now[field] / 1000 : null));
  const tiers = history.map(now => (now.tier ? { at: now.at, ...now.tier } : null));
  const below = field => tiers.map((now, i) => (now ? perSecond(tiers[i - 1], now, field) : null));
  return {
    x: history.map(now => now.at / 1000),
    ratio: [hitRatio],
    traffic: [gets, each('puts'), each('loads')],
    leaving: [each('evictions'), each('expirations'), each('removals')],
    latency: [millis('loadP50'), millis('loadP99')],
    room: [history.map(now => now.weight), history.map(now => (now.maximum < 0 ? null : now.maximum))],
    below: tiers.some(now => now) ? [below('hits'), below('misses'), below('puts')] : null,
  };
}
