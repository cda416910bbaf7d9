// Today: one person in front of you, one key to finish. Presses are sent one after another; the page shows the next
// person at once and is put right by the answer. Loaded after app.js, on Today only.
const queue = $('[data-queue]');
const rows = () => $$('[data-touch]', queue).filter((row) => !row.closest('li').hidden);
const current = () => $('[data-touch][aria-current]', queue);
const card = () => $('.focus:not([hidden])', queue);
// In one hand the list stands below the card: whoever is in front is looked at from the top of the page.
const narrow = matchMedia('(max-width: 60rem)');
const toTop = () => narrow.matches && scrollTo(0, 0);

function show(row, { focus = false } = {}) {
  for (const other of $$('[data-touch]', queue)) other.removeAttribute('aria-current');
  for (const other of $$('.focus', queue)) other.hidden = other.dataset.card !== row?.dataset.touch;
  const end = $('.alldone', queue);
  if (end) end.hidden = Boolean(row);
  if (!row) return;
  row.setAttribute('aria-current', 'true');
  if (!narrow.matches) row.scrollIntoView({ block: 'nearest' });
  history.replaceState(null, '', row.href);
  if (focus) $('h2', card())?.focus({ preventScroll: true });
}
function step(by) {
  const all = rows();
  const at = all.indexOf(current());
  show(all[Math.max(0, Math.min(all.length - 1, at + by))], { focus: true });
}
queue.addEventListener('click', (event) => {
  const row = event.target.closest('[data-touch]');
  if (!row || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  show(row);
  toTop();
});

// --- One press after another ------------------------------------------------------
const waiting = [];
let sending = null;
// A note that is begun before the desk has answered: what is typed belongs to it, not to whoever is in front.
let wantsNote = false;
let held = '';
let isEnded = false;
function hold(event) {
  if (!wantsNote) return false;
  if (event.key === 'Enter') isEnded = true;
  else if (event.key.length === 1) held += event.key;
  else if (event.key === 'Backspace') held = held.slice(0, -1);
  else return false;
  return true;
}
function beginNote() {
  const field = $('.toast input:not([type=hidden])');
  if (!field) return;
  field.value += held;
  field.focus();
  if (isEnded && held) field.form.requestSubmit();
}

function hide(dealId) {
  const row = rows().find((one) => one.dataset.touch === dealId);
  if (!row) return;
  const all = rows();
  const next = all[all.indexOf(row) + 1] || all[all.indexOf(row) - 1];
  row.closest('li').hidden = true;
  if (row === current() || !current()) show(next, { focus: true });
  toTop();
}
addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-verb]')) return;
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form, event.submitter));
  if ('undo' in form.dataset) values.key = newKey(); // Pressed again before the answer, it is another undo.
  for (const menu of openMenus()) menu.open = false;
  const path = event.submitter?.getAttribute('formaction') || form.getAttribute('action');
  const finishes = form.dataset.finishes;
  waiting.push({ path, values, finishes });
  if (finishes) hide(finishes);
  // A note that was sent leaves its field at once: the next key is for the person in front.
  else if (form.matches('.toast__note')) $('h2', card() || queue)?.focus({ preventScroll: true });
  send();
});
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
async function send() {
  if (sending) return;
  while (waiting.length) {
    sending = waiting.shift();
    const { path, values } = sending;
    await htmx.ajax('POST', path, { source: '#main', target: '#stage', swap: 'innerHTML', values }).catch(() => {});
  }
  sending = null;
}
// Whoever leaves the page has pressed all the same: what still waits is sent along, under its own keys.
addEventListener('pagehide', () => {
  for (const { path, values } of [sending, ...waiting.splice(0)].filter(Boolean)) {
    fetch(path, { method: 'POST', body: new URLSearchParams(values), headers: { 'HX-Request': 'true' }, keepalive: true });
  }
});
document.body.addEventListener('htmx:beforeSwap', (event) => {
  // More presses wait: their answer shows all of it. A refusal is always shown.
  if (waiting.length && event.detail.xhr.status < 400) event.detail.shouldSwap = false;
  else shown = current()?.dataset.touch;
});
let shown = null;
document.body.addEventListener('htmx:afterSettle', (event) => {
  if (event.detail.target.id !== 'stage') return;
  keptText.drop();
  // Whoever came back by an undo, or was refused, is in front already; else stay with whom you are looking at.
  const answered = event.detail.pathInfo.requestPath.endsWith('/undo') || event.detail.xhr.status === 422;
  const row = answered ? current() : rows().find((one) => one.dataset.touch === shown);
  if (row) show(row);
  if (answered) toTop();
  const count = $('#nav-left');
  if (count) count.hidden = !count.textContent.trim();
  const alone = $('#alone');
  alone.hidden = !$('li', alone);
  if (wantsNote) keyActions.m();
  // A kept note leaves its field: the next key is for the person in front.
  else if (document.activeElement === document.body || /\/(note|words)$/.test(event.detail.pathInfo.requestPath)) $('h2', card() || queue)?.focus({ preventScroll: true });
  wantsNote = isEnded = false;
  held = '';
});

// --- Nothing is said to be saved that is not ----------------------------------------
for (const kind of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
  document.body.addEventListener(kind, () => {
    waiting.length = 0;
    wantsNote = isEnded = false;
    for (const li of $$('.queue__list > li[hidden]')) li.hidden = false;
    // The same press again is sent under the same key: had only the answer been lost, nothing happens twice.
    show(rows().find((row) => row.dataset.touch === sending?.finishes) || current() || rows()[0]);
    const toast = document.createElement('p');
    toast.className = 'toast toast--refusal';
    toast.textContent = 'Not saved: the desk did not answer. Press again in a moment.';
    $('#toasts').replaceChildren(toast);
  });
}

// --- Keys of the queue ----------------------------------------------------------------
Object.assign(keyActions, {
  j: () => step(1),
  k: () => step(-1),
  arrowdown: () => step(1),
  arrowup: () => step(-1),
  c: () => keyActions.main(),
  main: () => $('[data-main], .actions .btn--main', card() || queue)?.click(),
  e: () => {
    const menu = $('[data-edit]', card() || queue);
    if (!menu) return;
    menu.open = true;
    $('textarea', menu).focus();
  },
  s: () => card() && rest(card()),
  n: (event) => $(event.shiftKey ? '[data-respect-all]' : '[data-respect]', card() || queue)?.click(),
  l: () => {
    const deal = $('[data-deal]', card() || queue);
    if (deal) location.assign(`${deal.href}#log`);
  },
  m: () => {
    if (sending) wantsNote = true;
    else beginNote();
  },
  hold,
});
for (const digit of '1234') keyActions[digit] = () => $(`[data-key="${digit}"]`, card() || queue)?.click();
