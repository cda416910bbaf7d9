// Find or do: Ctrl or Cmd and K opens it, arrows walk, Enter goes, Escape closes and gives the focus back. And G with a
// letter goes to a page.
{
  const palette = $('#palette');
  const field = $('#palette-q');
  const list = $('#palette-list');
  const items = () => $$('a, button', list);
  const inFront = () => $('.focus:not([hidden])')?.dataset.card || palette.dataset.deal || '';
  let asked = null;

  async function look() {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ q: field.value, deal: inFront(), page: palette.dataset.page });
    try {
      const answer = await fetch(`${field.form.action}?${query}`, { headers: { 'HX-Request': 'true' }, signal: asked.signal });
      if (!answer.ok) throw new Error(answer.status);
      if (answer.redirected) return location.assign(answer.url);
      list.innerHTML = await answer.text();
      const found = items().length;
      $('[data-heard]', palette).textContent = field.value ? `${found} to choose from` : '';
      return markFirst();
    } catch (problem) {
      if (problem.name === 'AbortError') return null;
      list.replaceChildren();
      const words = document.createElement('li');
      words.className = 'palette__head';
      words.textContent = 'The desk did not answer. Enter tries again on a page of its own.';
      return list.append(words);
    }
  }
  // What Enter in the field would do is marked.
  function markFirst() {
    for (const item of items()) item.classList.toggle('is-first', Boolean(field.value) && item === items()[0]);
  }
  function openPalette() {
    if (palette.open) return;
    for (const menu of openMenus()) menu.open = false;
    field.value = '';
    list.replaceChildren();
    palette.showModal();
    field.focus();
    look();
  }
  let typing = null;
  field.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(look, 90);
  });
  field.form.addEventListener('submit', (event) => {
    const first = items()[0];
    if (!first) return;
    event.preventDefault();
    event.stopPropagation();
    first.click();
  });
  palette.addEventListener('keydown', (event) => {
    const at = items().indexOf(document.activeElement);
    if (event.key === 'Escape') {
      // A search field would only empty itself.
      event.preventDefault();
      return palette.close();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      if (next < 0) field.focus();
      else items()[Math.min(next, items().length - 1)]?.focus();
    } else if (event.key === 'Home' || event.key === 'End') {
      if (at >= 0) items()[event.key === 'Home' ? 0 : items().length - 1].focus();
    } else if (at >= 0 && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      field.focus();
    }
    return null;
  });
  palette.addEventListener('click', (event) => {
    if (event.target === palette) return palette.close();
    const link = event.target.closest('[data-press]');
    // On the page that has the thing in front of you its key is pressed; elsewhere the link leads there.
    const press = link?.dataset.press;
    if (press && keyActions[press] && (press === '?' || inFront())) {
      event.preventDefault();
      palette.close();
      return keyActions[press](event);
    }
    return event.target.closest('a, button[type=submit]') && setTimeout(() => palette.close());
  });
  for (const opener of $$('[data-palette]')) {
    opener.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      openPalette();
    });
  }
  addEventListener('keydown', (event) => {
    if (!(event.metaKey || event.ctrlKey) || event.altKey || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    if (palette.open) palette.close();
    else if (!$('dialog[open]')) openPalette();
  });

  // --- G, then a letter ------------------------------------------------------------------
  let going = 0;
  keyActions.g = () => {
    going = Date.now();
  };
  addEventListener(
    'keydown',
    (event) => {
      if (!going || event.key === 'Shift') return;
      const fresh = Date.now() - going < 2000;
      going = 0;
      if (!fresh || event.metaKey || event.ctrlKey || event.altKey || event.key.length > 1 || event.target.closest('input, textarea, select')) return;
      const place = $$('[data-go]').find((one) => one.dataset.go === event.key.toLowerCase());
      event.stopImmediatePropagation();
      event.preventDefault();
      if (place) location.assign(place.href);
    },
    true,
  );
}
