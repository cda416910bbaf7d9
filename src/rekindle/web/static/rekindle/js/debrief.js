// The debrief pages: ranks in the order they are named, one question after another, a clock, and words kept in this tab.
for (const box of $$('[data-rank]')) {
  const order = $('[data-order]', box.form || box);
  const boxes = $$('input[type=checkbox]', box);
  let ranked = order.value.split(' ').filter((value) => boxes.some((one) => one.checked && one.value === value));
  const write = () => {
    order.value = ranked.join(' ');
    for (const one of boxes) {
      const place = ranked.indexOf(one.value) + 1;
      $('.factor__n', one.parentElement).textContent = place || '';
      one.setAttribute('aria-label', `${$('.factor__n + span', one.parentElement).textContent}${place ? `, number ${place}` : ''}`);
    }
  };
  box.addEventListener('change', (event) => {
    ranked = ranked.filter((value) => value !== event.target.value);
    if (event.target.checked) ranked.push(event.target.value);
    write();
  });
  box.rerank = () => {
    ranked = order.value.split(' ').filter(Boolean);
    write();
  };
  write();
}

// A day that is picked chooses its answer.
for (const day of $$('[data-sets]')) {
  day.addEventListener('input', () => {
    if (day.value) $(`[value="${day.dataset.sets}"]`, day.form).checked = true;
  });
}
for (const radio of $$('.opts input[name=may_return]')) {
  radio.addEventListener('change', () => {
    const day = $('[data-sets]', radio.form);
    if (radio.value !== day.dataset.sets) day.value = '';
  });
}

// --- One question after another; the address says which -------------------------------
const call = $('[data-steps]');
const asks = call ? $$('.ask', call) : [];
const asked = () => asks.find((ask) => ask.matches(':target')) || asks[0];
function follow() {
  const at = asks.indexOf(asked());
  $$('.steps li', call).forEach((li, i) => {
    li.classList.toggle('is-done', i < at);
    li.classList.toggle('is-now', i === at);
    const link = $('a', li);
    if (i === at) link.setAttribute('aria-current', 'step');
    else link.removeAttribute('aria-current');
  });
  if (location.hash.startsWith('#ask-')) asked().focus({ preventScroll: true });
  scrollTo(0, 0);
}
addEventListener('keydown', (event) => {
  if (event.target.closest('textarea, select, input:not([type=checkbox], [type=radio])') || event.metaKey || event.ctrlKey || event.altKey) return;
  if (root.dataset.keys !== 'off' && /^[1-9]$/.test(event.key)) $(`[data-digit="${event.key}"]`, call ? asked() : document)?.click();
});
if (call) {
  addEventListener('hashchange', follow);
  follow();
  document.addEventListener(
    'keydown',
    (event) => {
      if (!(event.metaKey || event.ctrlKey) || event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
      $('[data-next]', asked()).click();
    },
    true,
  );
  const from = Date.now();
  const timer = $('[data-timer]');
  timer.hidden = false;
  setInterval(() => {
    const seconds = Math.floor((Date.now() - from) / 1000);
    $('span', timer).textContent = [seconds / 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  }, 1000);
  call.addEventListener('submit', () => {
    $('[data-minutes]', call).value = Math.min(600, Math.max(1, Math.round((Date.now() - from) / 60000)));
  });
}

// --- What was typed is kept in this tab until it is saved -------------------------------
for (const form of $$('[data-keep]')) {
  const name = `debrief ${root.dataset.member} ${new URL(form.action).pathname}`;
  const fields = $$('input:not([type=hidden]), textarea, [data-order]', form);
  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(name)) || {};
    } catch {
      return {};
    }
  };
  const kept = $('.toast:not(.toast--refusal)') ? {} : read();
  const isFresh = !$('.refusal', form);
  if (isFresh) {
    for (const field of fields) {
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = (kept[field.name] || []).includes(field.value);
      else if (kept[field.name]) [field.value] = kept[field.name];
    }
    for (const box of $$('[data-rank]', form)) box.rerank();
  }
  form.addEventListener('input', () => {
    const all = {};
    for (const field of fields) {
      const isTicked = !['checkbox', 'radio'].includes(field.type) || field.checked;
      if (isTicked && field.value) (all[field.name] ||= []).push(field.value);
    }
    try {
      sessionStorage.setItem(name, JSON.stringify(all));
      for (const words of $$('[data-kept]', form)) words.hidden = false;
    } catch {
      // No room or no storage: nothing is said to be kept.
    }
  });
  if ($('.toast:not(.toast--refusal)')) sessionStorage.removeItem(name);
}

for (const button of $$('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText($(`#${button.dataset.copy}`).value);
    button.textContent = 'Copied';
  });
}
