// The graphs of one cache, drawn by uPlot.

const GRAPHS = {
  ratio: { lines: ['hits'], range: [0, 100] },
  traffic: { lines: ['gets', 'puts', 'loads'] },
  leaving: { lines: ['evicted', 'expired', 'removed'] },
  latency: { lines: ['median', '99 %'], points: true },
  room: { lines: ['used', 'bound'] },
  below: { lines: ['found', 'not found', 'stored'] },
};
const HEIGHT = 190;
const SHORTEST = 30; // seconds
const COLOURS = ['--one', '--two', '--three'];
const DASHES = [undefined, [6, 4], [2, 3]];

const clock = seconds => new Date(seconds * 1000).toTimeString().slice(0, 8);
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 });

let charts = new Map();
let last = null;
let lastCurve = null;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function options(graph, width) {
  const axis = {
    stroke: colour('--faint'), grid: { stroke: colour('--grid'), width: 1 }, ticks: { stroke: colour('--grid'), width: 1 },
  };
  return {
    width,
    height: HEIGHT,
    cursor: { drag: { x: false, y: false } },
    scales: {
      x: { range: (u, min, max) => [Math.min(min, max - SHORTEST), max] },
      y: { range: (u, min, max) => graph.range ?? [0, Math.max(1, (max ?? 1) * 1.1)] },
    },
    axes: [
      { ...axis, values: (u, ticks) => ticks.map(clock), space: 80 },
      { ...axis, values: (u, ticks) => ticks.map(tick => short.format(tick)), size: 52 },
    ],
    series: [
      { label: 'at', value: (u, at) => (at === null ? '–' : clock(at)) },
      ...graph.lines.map((label, i) => ({
        label,
        stroke: colour(COLOURS[i]),
        width: 2,
        dash: DASHES[i],
        points: { show: graph.points ?? false, size: 5 },
        value: (u, value) => (value === null || value === undefined ? '–' : short.format(value)),
      })),
    ],
  };
}

function build(name, data) {
  const figure = document.getElementById(name);
  const width = Math.max(200, figure.clientWidth - 24);
  const chart = new uPlot(options(GRAPHS[name], width), data, figure);
  chart.root.setAttribute('aria-hidden', 'true'); // the tables say the same
  return chart;
}

export function draw(series) {
  last = series;
  for (const name of Object.keys(GRAPHS).filter(each => series[each])) {
    const data = [series.x, ...series[name]];
    const chart = charts.get(name);
    if (chart) {
      chart.setData(data);
    } else {
      charts.set(name, build(name, data));
    }
  }
}

/** The hit ratio by size; sizes double from one to the next, so they stand side by side. The dot is the size there is. */
export function drawCurve(points, here) {
  if (lastCurve && JSON.stringify(lastCurve) === JSON.stringify([points, here])) return; // nothing flickers for nothing
  lastCurve = [points, here];
  charts.get('curve')?.destroy();
  charts.delete('curve');
  if (points.length === 0) return;
  const labels = points.map(point => short.format(point.maximumSize));
  const data = [
    points.map((point, i) => i),
    points.map(point => point.hitRatio * 100),
    points.map(point => (point.maximumSize === here ? point.hitRatio * 100 : null)),
  ];
  const figure = document.getElementById('curve');
  const all = options({ lines: ['hits', 'now'], range: [0, 100] }, Math.max(200, figure.clientWidth - 24));
  all.scales.x = { time: false };
  all.axes[0] = { ...all.axes[0], values: (u, ticks) => ticks.map(tick => labels[tick] ?? ''), incrs: [1], space: 20 };
  all.series[0] = { label: 'size', value: (u, i) => labels[i] ?? '–' };
  all.series[2].points = { show: true, size: 12, fill: colour('--two') };
  const chart = new uPlot(all, data, figure);
  chart.root.setAttribute('aria-hidden', 'true'); // the table says the same
  charts.set('curve', chart);
}

export function forget() {
  charts.forEach(chart => chart.destroy());
  charts = new Map();
  last = null;
  lastCurve = null;
}

/** Colours are drawn, so other colours need other drawings. */
export function redraw() {
  const series = last;
  const curve = lastCurve;
  forget();
  if (series) draw(series);
  if (curve) drawCurve(...curve);
}

new ResizeObserver(() => {
  charts.forEach((chart, name) => {
    const width = Math.max(200, document.getElementById(name).clientWidth - 24);
    if (width !== chart.width) chart.setSize({ width, height: HEIGHT });
  });
}).observe(document.getElementById('charts'));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
