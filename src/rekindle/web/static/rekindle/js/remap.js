// Settings: letters moved elsewhere act at once, and are kept with the member.
const remaps = $('[data-remaps]');
const boxes = $$('[data-remap]', remaps);
const said = $('[data-remap-said]', remaps);
const keep = async (done) => {
  for (const key of Object.keys(keymap)) delete keymap[key];
  for (const box of boxes) if (box.value.toLowerCase() !== box.dataset.remap) keymap[box.dataset.remap] = '';
  for (const box of boxes) if (box.value && box.value.toLowerCase() !== box.dataset.remap) keymap[box.value.toLowerCase()] = box.dataset.remap;
  said.textContent = (await keepKeys(Object.fromEntries(boxes.map((box) => [box.name, box.value])))) || done;
};
remaps.addEventListener('input', (event) => {
  if (!event.target.dataset.remap) return;
  const letters = boxes.map((box) => box.value.trim().toLowerCase());
  const twice = letters.find((letter, at) => letter && letters.indexOf(letter) !== at);
  if (twice) said.textContent = `${twice.toUpperCase()} would do two things. Nothing is changed yet.`;
  else keep(`${event.target.previousElementSibling.textContent}: kept.`);
});
const back = $('[data-remap-back]', remaps);
back.hidden = false;
back.addEventListener('click', () => {
  for (const box of boxes) box.value = box.dataset.remap.toUpperCase();
  keep('The letters are as they were.');
});
