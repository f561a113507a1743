// The page: what the server tells once a second goes into tables and graphs; what is clicked goes back. All texts are set as texts, never
// as HTML: names and keys may be anything.

import * as charts from './charts.js';
import { bytes, count, fullness, micros, percent, perSecond, rate, ratio, series } from './figures.js';

const KEPT = 300;
const $ = id => document.getElementById(id);

let session = { known: false, actions: false, keys: false, secret: '' };
let rows = new Map(); // by id: the row of the table, and the last sample
let selected = null; // the id
let details = null;
let source = null;

// -- asking

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Larder-Secret': session.secret },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** What goes wrong is said where it was asked for. */
async function say(place, work) {
  $(place).textContent = '';
  try {
    $(place).textContent = await work();
  } catch (problem) {
    $(place).textContent = problem.message;
  }
}

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// -- all caches

const COLUMNS = [
  ['Entries', now => count(now.size)],
  ['Full', now => percent(fullness(now))],
  ['Hit ratio', now => percent(ratio(now.hits, now.misses))],
  ['Gets/s', (now, before) => {
    const hits = perSecond(before, now, 'hits');
    return rate(hits === null ? null : hits + perSecond(before, now, 'misses'));
  }],
  ['Loads/s', (now, before) => rate(perSecond(before, now, 'loads'))],
  ['Load p99', (now, before) => (before && now.loads > before.loads ? micros(now.loadP99) : '–')],
  ['Evicted/s', (now, before) => rate(perSecond(before, now, 'evictions'))],
  ['Expired/s', (now, before) => rate(perSecond(before, now, 'expirations'))],
];

function makeRow(cache) {
  const row = document.createElement('tr');
  const head = element('th', '', { scope: 'row' });
  const button = element('button', cache.name || '(no name)', { type: 'button' });
  button.addEventListener('click', () => select(cache.id, true));
  head.append(button, element('small', cache.manager));
  row.append(head, ...COLUMNS.map(([label]) => element('td', '', { 'data-label': label })));
  return { row, button, name: cache.name, now: null };
}

function show(caches) {
  const gone = new Set(rows.keys());
  for (const cache of caches) {
    gone.delete(cache.id);
    let known = rows.get(cache.id);
    if (!known) {
      known = makeRow(cache);
      rows.set(cache.id, known);
      $('overview').tBodies[0].append(known.row);
    }
    COLUMNS.forEach(([, text], i) => setText(known.row.cells[i + 1], text(cache.now, known.now)));
    known.now = cache.now;
    if (cache.id === selected) follow(cache.now);
  }
  gone.forEach(id => {
    rows.get(id).row.remove();
    rows.delete(id);
    if (id === selected) leave('The cache “' + details?.name + '” is closed.');
  });
  $('none').hidden = caches.length > 0;
  filter();
}

function filter() {
  const wanted = $('filter').value.toLowerCase();
  rows.forEach(({ row, name }) => { row.hidden = !name.toLowerCase().includes(wanted); });
}

// -- one cache

async function select(id, byHand) {
  selected = id;
  details = null;
  charts.forget();
  ['explanation', 'done'].forEach(place => { $(place).textContent = ''; });
  $('hot').replaceChildren();
  $('gone').hidden = true;
  rows.forEach((known, other) => {
    known.row.classList.toggle('selected', other === id);
    known.button.setAttribute('aria-current', String(other === id));
  });
  try {
    const answer = await ask('api/cache?id=' + id);
    if (selected !== id) return; // another one was clicked meanwhile
    details = answer;
  } catch (problem) {
    leave(problem.message);
    return;
  }
  $('cache').hidden = false;
  showDetails();
  follow(null);
  if (byHand) {
    $('name').focus({ preventScroll: true });
    $('name').scrollIntoView();
  }
}

function leave(why) {
  selected = null;
  details = null;
  charts.forget();
  $('cache').hidden = true;
  $('gone').hidden = false;
  $('gone').textContent = why;
}

function showDetails() {
  $('name').textContent = details.name || '(no name)';
  $('facts').textContent = [
    details.policy.toLowerCase().replaceAll('_', '-'), details.byValue ? 'by value' : 'by reference', 'keys ' + details.keyType, 'values ' + details.valueType,
    'made ' + new Date(details.created).toLocaleString(), 'manager ' + details.manager,
  ].join(' · ');
  $('hot-note').textContent = session.keys ? 'The last to leave.' : 'The last to leave, hashed: larder.console.show-keys = true shows them.';
  showAdvice(details.advice);
  $('settings').tBodies[0].replaceChildren(...details.settings.map(setting => {
    const row = document.createElement('tr');
    row.append(element('th', setting.key, { scope: 'row' }), element('td', setting.value), element('td', setting.origin));
    return row;
  }));
}

/** What other sizes would bring: a sentence, and if it is known a curve. */
function showAdvice(advice) {
  setText($('sentence'), advice.sentence);
  $('curve').hidden = !advice.isKnown;
  $('points').hidden = !advice.isKnown;
  $('points').tBodies[0].replaceChildren(...advice.curve.map(point => {
    const row = document.createElement('tr');
    const here = point.maximumSize === advice.maximumSize;
    row.classList.toggle('here', here);
    row.append(element('th', count(point.maximumSize) + (here ? ' (you are here)' : ''), { scope: 'row' }),
      element('td', percent(point.hitRatio)));
    return row;
  }));
  charts.drawCurve(advice.curve, advice.maximumSize);
}

/** @param now the newest sample; null when there is none but those of the details */
function follow(now) {
  if (!details) return;
  const history = details.history;
  if (now && (history.length === 0 || now.at > history[history.length - 1].at)) history.push(now);
  if (history.length > KEPT) history.shift();
  if (history.length === 0) return;
  const latest = history[history.length - 1];
  showTier(latest.tier);
  charts.draw(series(history));
  figures($('counts'), [
    ['hits', count(latest.hits)], ['misses', count(latest.misses)], ['hit ratio', percent(ratio(latest.hits, latest.misses))],
    ['puts', count(latest.puts)], ['entries', count(latest.size)],
    ['weight', count(latest.weight)], ['bound', latest.maximum < 0 ? 'none' : count(latest.maximum)],
    ['evicted', count(latest.evictions)], ['expired', count(latest.expirations)], ['removed', count(latest.removals)],
  ]);
  figures($('loads'), [
    ['calls', count(latest.loads)], ['failed', count(latest.loadFailures)],
    ...['p50', 'p90', 'p99', 'p999', 'max'].map(name => [name, details.loads.count ? micros(details.loads[name]) : '–']),
  ]);
  showCounting(latest.counting);
}

/** @param tier null when nothing is below the heap */
function showTier(tier) {
  $('tier').hidden = $('below').hidden = !tier;
  if (!tier) return;
  setText($('tier-title'), 'Tier: ' + tier.type);
  setText($('tier-state'), tier.state + ': ' + tier.message);
  $('tier-state').classList.toggle('warning', tier.state !== 'up');
  const mean = (micro, calls) => (calls ? micros(micro / calls) : '–');
  figures($('tier-counts'), [
    ['found', count(tier.hits)], ['not found', count(tier.misses)], ['stored', count(tier.puts)], ['removed', count(tier.removals)],
    ['not kept', count(tier.notKept)], ['begun anew', count(tier.conflicts)], ['failed', count(tier.failures)],
    ['invalidated', count(tier.invalidations)], ['all invalidated', count(tier.invalidationsOfAll)],
    ['read', bytes(tier.bytesRead)], ['written', bytes(tier.bytesWritten)],
    ['mean read', mean(tier.readMicros, tier.reads)], ['mean write', mean(tier.writeMicros, tier.writes)],
  ]);
  figures($('tier-figures'), Object.entries(tier.figures).map(([name, figure]) => [name, count(figure)]));
}

function figures(body, pairs) {
  pairs.forEach(([label, value], i) => {
    if (!body.rows[i]) {
      const row = body.insertRow();
      row.append(element('th', label, { scope: 'row' }), element('td', ''));
    }
    setText(body.rows[i].cells[0], label);
    setText(body.rows[i].cells[1], value);
  });
  while (body.rows.length > pairs.length) body.deleteRow(-1);
}

function showCounting(counting) {
  $('silent').hidden = counting === 'active';
  setText($('silent'), counting === 'paused'
    ? 'Counting is paused: hits, misses and loads stand still.'
    : 'This cache counts nothing: statistics = true in larder.conf lets it.');
  setText($('pause'), { active: 'Pause statistics', paused: 'Resume statistics', off: 'Enable statistics' }[counting]);
  $('pause').dataset.action = counting === 'active' ? 'pause' : 'resume';
}

/** Times of loads are not in what comes each second. */
async function refreshLoads() {
  if (selected === null || !details) return;
  try {
    const fresh = await ask('api/cache?id=' + selected);
    if (details && fresh.id === details.id) {
      details.loads = fresh.loads;
      details.settings = fresh.settings;
      details.advice = fresh.advice;
      showDetails();
    }
  } catch {
    // the next event tells that it is gone
  }
}

// -- what is clicked

function act(order) {
  return say('done', async () => {
    const answer = await ask('api/action', { id: selected, ...order });
    refreshLoads();
    return answer.done;
  });
}

$('filter').addEventListener('input', filter);
$('hot-look').addEventListener('click', () => say('hot-note', async () => {
  const keys = await ask('api/hottest', { id: selected });
  $('hot').replaceChildren(...keys.map(hot =>
    element('li', hot.key + (hot.frequency === null ? '' : '  (frequency ' + hot.frequency + ')'))));
  return keys.length ? 'The last to leave, as of ' + new Date().toLocaleTimeString() : 'It is empty.';
}));
$('explain').addEventListener('submit', event => {
  event.preventDefault();
  say('explanation', async () => (await ask('api/explain', { id: selected, key: event.target.elements.key.value })).text);
});
$('pause').addEventListener('click', event => act({ action: event.target.dataset.action }));
$('resize').addEventListener('submit', event => {
  event.preventDefault();
  act({ action: 'resize', maximum: Number(event.target.elements.maximum.value) });
});
$('clear').addEventListener('click', () => {
  $('confirm-text').textContent = 'Remove all entries of “' + details.name + '”? Listeners and writers are not told.';
  $('confirm').returnValue = 'no';
  $('confirm').showModal();
});
$('confirm').addEventListener('close', () => {
  if ($('confirm').returnValue === 'yes') act({ action: 'clear' });
});
$('login').addEventListener('submit', event => {
  event.preventDefault();
  say('connection', async () => {
    await ask('api/login', { token: event.target.elements.token.value });
    event.target.reset();
    start();
    return 'connecting …';
  });
});

// -- colours

function remembered(value) {
  try {
    if (value !== undefined) localStorage.setItem('theme', value);
    return localStorage.getItem('theme') ?? '';
  } catch {
    return value ?? '';
  }
}

function paint(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }
  charts.redraw();
}

$('theme').value = remembered();
paint($('theme').value);
$('theme').addEventListener('change', event => paint(remembered(event.target.value)));

// -- the beginning

function listen() {
  source?.close();
  source = new EventSource('api/events');
  source.onmessage = event => {
    show(JSON.parse(event.data));
    setText($('connection'), 'live');
  };
  source.onerror = () => {
    setText($('connection'), 'no connection; trying again …');
    if (source.readyState === EventSource.CLOSED) setTimeout(start, 3000);
  };
}

async function start() {
  try {
    session = await ask('api/session');
  } catch (problem) {
    $('connection').textContent = problem.message;
    setTimeout(start, 3000);
    return;
  }
  $('login').hidden = session.known;
  $('caches').hidden = !session.known;
  $('actions').hidden = !session.actions;
  $('actions-off').hidden = session.actions;
  if (session.known) {
    listen();
  } else {
    $('connection').textContent = 'locked';
    $('login').elements.token.focus();
  }
}

setInterval(refreshLoads, 5000);
start();
