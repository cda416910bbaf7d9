// The buyer's form works without this: with it the order of the ticks is kept, focus follows, and Skip takes an answer back.
const form = document.querySelector('[data-paged]');
if (form) {
  const order = form.querySelector('[data-order]');
  const boxes = [...form.querySelectorAll('[name=factors]')];
  let ranked = order.value.split(' ').filter((value) => boxes.some((box) => box.checked && box.value === value));
  const write = () => {
    order.value = ranked.join(' ');
    for (const box of boxes) {
      box.closest('.opt').querySelector('.opt__n').textContent = ranked.indexOf(box.value) + 1 || '';
      box.disabled = ranked.length >= 3 && !box.checked;
    }
  };
  form.addEventListener('change', (event) => {
    if (event.target.name !== 'factors') return;
    ranked = ranked.filter((value) => value !== event.target.value);
    if (event.target.checked) ranked.push(event.target.value);
    write();
  });
  write();
  // Enter on a tick is the way on, not the end of the form.
  form.addEventListener('keydown', (event) => {
    const on = event.target.closest('section').querySelector('.public__go a');
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT' || !on) return;
    event.preventDefault();
    on.click();
  });
  // A second press while the first is on its way sends nothing; who comes back may send again.
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => delete form.dataset.sent);
  for (const skip of form.querySelectorAll('[data-skip]')) {
    skip.addEventListener('click', () => {
      for (const field of skip.closest('section').querySelectorAll('input, textarea')) {
        if (field.type === 'checkbox' || field.type === 'radio') field.checked = false;
        else field.value = '';
      }
      if (skip.closest('section').id === 'q1') ranked = [];
      write();
    });
  }
  addEventListener('hashchange', () => {
    const page = document.querySelector('section:target') || form.querySelector('section');
    page.focus({ preventScroll: true });
    scrollTo(0, 0);
  });
}
