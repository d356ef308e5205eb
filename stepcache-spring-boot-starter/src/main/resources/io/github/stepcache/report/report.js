'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const steps = data.steps;
const writers = steps.map(() => []);
const readers = steps.map(() => []);
data.edges.forEach(([from, to]) => {
  readers[from].push(to);
  writers[to].push(from);
});

/** All text is set as text, so that no name of a step or file is ever read as markup. */
const build = (space, name, attributes, children) => {
  const made = document.createElementNS(space, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};
const html = (name, attributes = {}, ...children) => build('http://www.w3.org/1999/xhtml', name, attributes, children);
const svg = (name, attributes = {}, ...children) => build('http://www.w3.org/2000/svg', name, attributes, children);

/* One step, in a dialog. */

const dialog = document.getElementById('detail');

const badge = of => html('span', { class: 'badge ' + of.outcome }, of.label);

const show = place => {
  const step = steps[place];
  const next = (to, name, label) => {
    const button = html('button', { type: 'button', 'aria-label': name }, label);
    button.disabled = to < 0 || to >= steps.length;
    button.addEventListener('click', () => show(to));
    return button;
  };
  const close = html('button', { type: 'button', 'aria-label': 'Close' }, '✕');
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(
    html('div', { class: 'head' },
      html('h2', { id: 'detail-title' }, html('bdi', {}, step.name)),
      html('div', { class: 'tools' }, next(place - 1, 'Previous step', '‹'), next(place + 1, 'Next step', '›'), close)),
    html('p', {}, badge(step)),
    ...calls(step),
    ...links('Reads from', writers[place]),
    ...links('Read by', readers[place]),
    html('h3', {}, 'Writes to'),
    html('bdi', {}, step.outputs));
  dialog.dataset.shown = place;
  dialog.scrollTop = 0;
  if (!dialog.open) {
    dialog.showModal();
  }
  close.focus();
};

/** The call that says most first, and as it is; the others are folded up. */
const calls = step => {
  const order = step.calls.map((call, index) => index).reverse();
  const telling = order.find(index => step.calls[index].outcome !== 'fresh') ?? order[0];
  if (telling === undefined) {
    return [html('p', {}, 'It is declared, and nobody asked for it.')];
  }
  const others = order.filter(index => index !== telling);
  return [
    ...told(step.calls[telling]),
    ...others.length === 0 ? [] : [html('h3', {}, 'Other calls')],
    ...others.map(index => {
      const call = step.calls[index];
      const folded = html('details', {}, html('summary', {}, call.facts[0][1], ' ', badge(call)));
      folded.addEventListener('toggle', () => folded.open && folded.childElementCount === 1 && folded.append(...told(call)));
      return folded;
    })];
};

const told = call => [
  ...trouble('It failed: ', call.failure),
  ...trouble('Not remembered, so it will run again: ', call.notRemembered),
  ...call.reasons.length === 0 ? [] : [html('h3', {}, call.count)],
  ...call.reasons.flatMap(group => [html('h3', {}, group.title), html('ul', { class: 'reasons' }, ...group.rows.map(reason))]),
  ...call.left ? [html('p', { class: 'left' }, call.left)] : [],
  html('dl', { class: 'facts' }, ...call.facts.map(([name, value]) =>
    html('div', {}, html('dt', {}, name), html('dd', {}, value))))];

const trouble = (what, why) => why ? [html('p', { class: 'trouble' }, what, html('bdi', {}, why))] : [];

const reason = ([text, recorded, current]) => html('li', {},
  html('bdi', {}, text),
  ...recorded ? [html('code', {}, recorded + ' → ' + current)] : []);

const links = (title, places) => places.length === 0 ? [] : [
  html('h3', {}, title),
  html('ul', { class: 'links' }, ...places.map(place =>
    html('li', {}, html('button', { type: 'button', 'data-step': place }, html('bdi', {}, steps[place].name)))))];

dialog.addEventListener('click', event => {
  if (event.target === dialog && event.clientX < dialog.getBoundingClientRect().left) {
    dialog.close();
  }
});
dialog.addEventListener('keydown', event => {
  const to = Number(dialog.dataset.shown) + ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? NaN);
  if (steps[to]) {
    event.preventDefault();
    show(to);
  }
});
document.addEventListener('click', event => {
  const chosen = event.target.closest('[data-step]');
  if (chosen) {
    show(Number(chosen.dataset.step));
  }
});

/* The list. */

const rows = [...document.querySelectorAll('tbody button')];
rows.forEach((row, index) => row.addEventListener('keydown', event => {
  const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: rows.length - 1 }[event.key];
  if (rows[to]) {
    event.preventDefault();
    rows[to].focus();
  }
}));
