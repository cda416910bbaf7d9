// The lost book: J and K move, X ticks, Shift with either ticks on the way; the bar comes when something is ticked.
const form = $('[data-bulk]');
if (form) {
  const bar = $('.bulk', form);
  const deals = $$('[data-row]', form);
  const box = (row) => $('input[name=deal]', row);
  let here = -1;
  const page = $('[data-tick-all]', form);
  const everything = $('[data-everything]', form);
  const count = () => {
    const here = deals.filter((row) => box(row).checked).length;
    const ticked = everything?.checked ? everything.dataset.everything : here;
    if (page) page.checked = here === deals.length;
    bar.hidden = !ticked;
    $('[data-count]', bar).textContent = ticked;
  };
  const go = (by, extend) => {
    const next = Math.max(0, Math.min(deals.length - 1, here + by));
    deals[here]?.classList.remove('is-here');
    here = next;
    deals[here]?.classList.add('is-here');
    $('a', deals[here])?.focus();
    if (extend && deals[here]) {
      box(deals[here]).checked = true;
      count();
    }
  };
  page?.closest('label').removeAttribute('hidden');
  form.addEventListener('change', (event) => {
    if (event.target === page) for (const row of deals) box(row).checked = page.checked;
    if (event.target !== everything && everything && !event.target.checked) everything.checked = false;
    count();
  });
  form.addEventListener('focusin', (event) => {
    const row = event.target.closest('[data-row]');
    if (row) here = deals.indexOf(row);
  });
  Object.assign(keyActions, {
    j: (event) => go(1, event.shiftKey),
    k: (event) => go(-1, event.shiftKey),
    x: () => {
      if (!deals[here]) return go(1, true);
      box(deals[here]).checked = !box(deals[here]).checked;
      return count();
    },
    n: () => !bar.hidden && $('[data-alone]', bar).click(),
    s: () => !bar.hidden && rest(bar),
  });
  count();
}
keyActions['/'] = () => $('#q')?.focus();
keyActions.f = () => {
  const menu = $('[data-filters]');
  if (menu) menu.open = true;
  $('select', menu)?.focus();
};
