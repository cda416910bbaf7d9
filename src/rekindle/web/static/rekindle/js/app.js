// What every page can do quicker with JavaScript: theme, menus, keys, and keeping what was typed.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = document.documentElement;
const remember = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Private windows may refuse; the choice then lasts for this page.
  }
};

// --- Theme: follows the system until you choose ---------------------------------
for (const button of $$('[data-theme-toggle]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    remember('theme', root.dataset.theme);
  });
}

// --- Menus close when you look elsewhere -----------------------------------------
const openMenus = () => $$('details.menu[open]');
addEventListener('click', (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
const openHash = () => {
  if (location.hash === '#log') $('#log')?.focus();
  const target = location.hash.startsWith('#do-') && document.getElementById(location.hash.slice(1));
  if (!target) return;
  target.open = true;
  target.scrollIntoView({ block: 'nearest' });
  $('input:not([type=hidden]), select, textarea', target)?.focus();
};
addEventListener('hashchange', openHash);
openHash();

// --- A link that is shared is copied; without a clipboard it leads to itself, to be taken from the address --
for (const link of $$('a[data-share]')) {
  link.addEventListener('click', async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    $('span', link).textContent = 'Link copied';
  });
}

// --- A file may be dropped; work that takes its time says so, and is asked for once --
for (const zone of $$('[data-drop]')) {
  const input = $('input[type=file]', zone);
  for (const kind of ['dragover', 'dragleave', 'drop']) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle('is-over', kind === 'dragover');
      if (kind === 'drop' && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  }
}
for (const form of $$('[data-looked]')) form.addEventListener('change', () => ($('[data-stale]', form).hidden = false));
addEventListener('submit', (event) => {
  const button = event.submitter;
  if (!button?.dataset.busy) return;
  if (button.matches('[aria-busy]')) return event.preventDefault();
  button.setAttribute('aria-busy', 'true');
  setTimeout(() => button.replaceChildren(`${button.dataset.busy} …`));
});
addEventListener('pageshow', (event) => event.persisted && $('[aria-busy]') && location.reload());

// --- A page about something that goes on looks again by itself ---------------------
const again = async () => {
  const page = $('main[data-again]');
  if (!page) return;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
  const next = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
  if (next && !('again' in next.dataset)) return location.reload();
  const far = next && $('progress', next);
  if (far) {
    $('progress', page).value = far.value;
    $('.card__head .num', page).textContent = $('.card__head .num', next).textContent;
    $('.page__title p:last-child', page).textContent = $('.page__title p:last-child', next).textContent;
  }
  setTimeout(again, Number(page.dataset.again));
};
setTimeout(again, 1500);

// --- What was typed survives an expired session or a lost line ---------------------
const KEPT = 'kept';
const typed = (form) => $$('input:not([type=hidden], [type=password], [type=file], [type=date]), textarea', form);
const keptText = {
  read: () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT));
    } catch {
      return null;
    }
  },
  keep(form) {
    const words = Object.fromEntries(typed(form).filter((f) => f.name && f.value.trim() && f.type !== 'checkbox').map((f) => [f.name, f.value]));
    if (!Object.keys(words).length || !root.dataset.member || 'keepless' in form.dataset) return;
    const path = new URL(form.action).pathname;
    sessionStorage.setItem(KEPT, JSON.stringify({ member: root.dataset.member, path, words }));
  },
  drop: () => sessionStorage.removeItem(KEPT),
  fill() {
    const kept = this.read();
    if (!kept || kept.member !== root.dataset.member) return;
    const answered = $('.toast:not(.toast--refusal)') || $('[aria-invalid=true], .refusal');
    if (answered) return this.drop();
    const form = $$('form[method=post]').find((f) => new URL(f.action).pathname === kept.path && typed(f).some((t) => t.name in kept.words));
    if (!form) return;
    for (const field of typed(form)) if (field.name in kept.words) field.value = kept.words[field.name];
    form.closest('details')?.setAttribute('open', '');
    typed(form)[0]?.focus();
  },
};
addEventListener('submit', (event) => event.target.method === 'post' && keptText.keep(event.target));
keptText.fill();

// --- After something was done, Tab goes on from the page's name, not from the way around it ---
const landed = $('.toast') && document.activeElement === document.body && $('main h1');
if (landed) {
  landed.tabIndex = -1;
  landed.focus({ preventScroll: true });
}

// --- Keys: single letters act only when no field or dialog has focus (WCAG 2.1.4) ---
const keymap = JSON.parse(root.dataset.keymap || '{}');
// Keeps how the letters stand with the member; says what was wrong, or nothing.
const keepKeys = async (fields) => {
  const said = new FormData($('form[data-undo]'));
  for (const [name, value] of Object.entries(fields)) said.set(name, value);
  const answer = await fetch(root.dataset.keysAt, { method: 'POST', body: said, headers: { 'HX-Request': 'true' } }).catch(() => null);
  if (answer?.ok) return '';
  return answer?.status === 422 ? answer.text() : 'Not kept: there is no line right now.';
};
const keyActions = {
  '?': () => $('#keys')?.showModal(),
  z: () => $('form[data-undo]')?.requestSubmit(),
  m: () => $('.toast input:not([type=hidden])')?.focus(),
  l: () => $('#log')?.focus(),
  s: () => rest(),
  n: (event) => (event.shiftKey ? $('[data-respect-all]') : respectOne())?.click(),
};
function respectOne() {
  const menu = $('[data-no]');
  if (!menu) return null;
  const choices = $$('button[type=submit]', menu);
  if (menu.open || choices.length === 2) return choices[0];
  menu.open = true;
  choices[0].focus();
  return null;
}
function rest(scope = document) {
  const menu = $('[data-rest]', scope);
  const first = menu && $('[data-first]', menu);
  if (menu?.open) return first?.click();
  if (menu) menu.open = true;
  first?.focus();
}
function stepMenu(event, menu) {
  const items = $$('.menu__list :is(a, button, input:not([type=hidden]))', menu);
  const at = items.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
  items[(at + items.length) % items.length]?.focus();
}
function escape(event) {
  const menu = openMenus()[0];
  if (menu) {
    menu.open = false;
    $('summary', menu).focus();
    return;
  }
  event.target.blur?.();
  // Words nobody changed are put away again.
  const edit = event.target.closest?.('[data-edit]');
  if (edit && $$('input, textarea', edit).every((field) => field.value === field.defaultValue)) edit.open = false;
}
addEventListener('keydown', (event) => {
  const field = event.target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');
  if (event.key === 'Escape' && !$('dialog[open]')) return escape(event);
  if ((event.metaKey || event.ctrlKey) && event.key === 'Enter') {
    if (field?.form) field.form.requestSubmit();
    else keyActions.main?.();
    return;
  }
  if (field || event.metaKey || event.ctrlKey || event.altKey || $('dialog[open]') || root.dataset.keys === 'off') return;
  if (keyActions.hold?.(event)) return event.preventDefault();
  const menu = openMenus()[0];
  if (menu && /^Arrow(Up|Down)$/.test(event.key)) {
    event.preventDefault();
    return stepMenu(event, menu);
  }
  const pressed = event.key.length > 1 ? event.key : (keymap[event.key.toLowerCase()] ?? event.key);
  const action = keyActions[pressed] || keyActions[pressed.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  // S and N choose in their own menus; any other key leaves whatever is open.
  if (!'sn'.includes(pressed.toLowerCase())) for (const open of openMenus()) open.open = false;
  action(event);
});
for (const box of $$('[data-keys-toggle]')) {
  box.checked = root.dataset.keys !== 'off';
  box.addEventListener('change', () => {
    root.dataset.keys = box.checked ? 'on' : 'off';
    keepKeys({ 'asks-letters': 'yes', ...(box.checked && { letters: 'yes' }) });
    for (const other of $$('[data-keys-toggle]')) other.checked = box.checked;
  });
}
for (const opener of $$('[data-open]')) {
  opener.closest('[hidden]')?.removeAttribute('hidden');
  opener.addEventListener('click', (event) => {
    event.preventDefault();
    $(`#${opener.dataset.open}`).showModal();
  });
}
