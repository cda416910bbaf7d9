// Settings: single letters moved elsewhere, kept in this browser.
const remaps = $('[data-remaps]');
const boxes = $$('[data-remap]', remaps);
const place = () => {
  for (const box of boxes) {
    const pressed = Object.keys(keymap).find((key) => keymap[key] === box.dataset.remap);
    const isTaken = box.dataset.remap in keymap && keymap[box.dataset.remap] !== box.dataset.remap;
    box.value = (pressed || (isTaken ? '' : box.dataset.remap)).toUpperCase();
  }
};
remaps.hidden = false;
place();
remaps.addEventListener('input', (event) => {
  const said = $('[data-remap-said]', remaps);
  const letters = boxes.map((box) => box.value.trim().toLowerCase());
  const twice = letters.find((letter, at) => letter && letters.indexOf(letter) !== at);
  if (twice) {
    said.textContent = `${twice.toUpperCase()} would do two things. Nothing is changed yet.`;
    return;
  }
  for (const key of Object.keys(keymap)) delete keymap[key];
  boxes.forEach((box, at) => {
    if (letters[at] === box.dataset.remap) return;
    keymap[box.dataset.remap] ??= '';
    if (letters[at]) keymap[letters[at]] = box.dataset.remap;
  });
  remember('keymap', JSON.stringify(keymap));
  said.textContent = `${event.target.previousElementSibling.textContent}: kept.`;
});
$('[data-remap-back]', remaps).addEventListener('click', () => {
  for (const key of Object.keys(keymap)) delete keymap[key];
  remember('keymap', '{}');
  place();
  $('[data-remap-said]', remaps).textContent = 'The letters are as they were.';
});
