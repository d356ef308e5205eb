/* The picture. Steps come from report.js, which stands before this in the page. */

const MARKS = { fresh: '✓', restored: '↓', stale: '▸', forced: '»', bypassed: '»', failed: '✕', running: '…', 'not-asked': '○' };
const MOST_ARROWS = 4000;
const HEIGHT = 52;
const COLUMN_GAP = 64;
const BEND = 20; // on both sides of the middle; the rest of the gap is straight, for tips of arrows
const picture = document.getElementById('picture');
const state = document.getElementById('picture-state');
const arrows = data.edges.length > MOST_ARROWS ? [] : data.edges;
const pen = document.createElement('canvas').getContext('2d');

/** A name that fits, with its end kept: that is where names differ. */
const short = name => {
  const points = [...name];
  return points.length <= 30 ? name : points.slice(0, 15).join('') + '…' + points.slice(-14).join('');
};
const notes = steps.map(step => [step.label, step.note].filter(Boolean).join(' · '));
const font = getComputedStyle(document.body).fontFamily;
const widths = (style, texts) => {
  pen.font = style + ' ' + font;
  return texts.map(text => pen.measureText(text).width);
};
const nameWidths = widths('600 14px', steps.map(step => short(step.name)));
const noteWidths = widths('12px', notes);
const sizes = steps.map((step, place) =>
  ({ width: Math.max(130, Math.ceil(Math.max(nameWidths[place], noteWidths[place])) + 54), height: HEIGHT }));

/** Runs in a worker: it is given the library, and nothing else of this page. */
const layOut = ({ sizes, arrows, room, columnGap }) => {
  const GAP = 24;
  const joined = new Set(arrows.flat());
  const tried = (arrows.length > 200 ? ['LR'] : ['LR', 'TB']).map(rankdir => {
    const graph = new dagre.graphlib.Graph();
    const ranker = arrows.length > 200 ? 'tight-tree' : 'network-simplex';
    graph.setGraph({ rankdir, ranker, nodesep: GAP, ranksep: columnGap, marginx: 4, marginy: 4 });
    graph.setDefaultEdgeLabel(() => ({}));
    joined.forEach(place => graph.setNode(String(place), { ...sizes[place] }));
    arrows.forEach(([from, to]) => graph.setEdge(String(from), String(to)));
    if (joined.size > 0) {
      dagre.layout(graph);
    }
    return { graph, rankdir, width: joined.size > 0 ? graph.graph().width : 0, height: joined.size > 0 ? graph.graph().height : 0 };
  });
  const best = tried.reduce((one, other) =>
    Math.min(1, room / other.width) > Math.min(1, room / one.width) * 1.1 ? other : one);
  const places = sizes.map((size, place) => joined.has(place) ? best.graph.node(String(place)) : null);
  let width = Math.max(best.width, room);
  let x = 4;
  let y = best.height > 0 ? best.height + GAP : 4;
  let bottom = best.height;
  let right = best.width;
  sizes.forEach((size, place) => {
    if (places[place]) {
      return;
    }
    if (x > 4 && x + size.width > width) {
      x = 4;
      y += size.height + GAP;
    }
    places[place] = { x: x + size.width / 2, y: y + size.height / 2 };
    x += size.width + GAP;
    right = Math.max(right, x - GAP + 4);
    bottom = y + size.height + 4;
  });
  return {
    width: right,
    height: bottom,
    across: best.rankdir === 'LR',
    places: places.map(({ x, y }) => ({ x, y })),
    lines: arrows.map(([from, to]) => best.graph.edge(String(from), String(to)).points),
  };
};

const draw = ({ width, height, across, places, lines }) => {
  const tip = svg('marker', { id: 'tip', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse' },
    svg('path', { class: 'tip', d: 'M0 0 8 4 0 8z' }));
  const edges = lines.map((points, index) =>
    svg('path', { class: 'edge', d: curve(arrows[index], points, places, across), 'marker-end': 'url(#tip)' }));
  const nodes = steps.map((step, place) => node(step, place, places[place]));
  const canvas = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'The steps as a picture' },
    svg('defs', {}, tip), ...edges, ...nodes);

  const near = (place, on) => arrows.forEach(([from, to], index) =>
    (from === place || to === place) && edges[index].classList.toggle('near', on));
  nodes.forEach((drawn, place) => {
    ['focus', 'mouseenter'].forEach(kind => drawn.addEventListener(kind, () => near(place, true)));
    ['blur', 'mouseleave'].forEach(kind => drawn.addEventListener(kind, () => near(place, false)));
    drawn.addEventListener('keydown', event => moved(event, place, places, nodes));
  });
  nodes[0].setAttribute('tabindex', 0);

  const fitting = () => Math.min(1, (picture.clientWidth - 18) / width);
  let scale = Math.max(fitting(), 0.75);
  const resize = to => {
    scale = Math.min(2, Math.max(0.05, to));
    canvas.setAttribute('width', width * scale);
    canvas.setAttribute('height', height * scale);
  };
  const onClick = (id, to) => document.getElementById(id).addEventListener('click', () => resize(to()));
  onClick('smaller', () => scale / 1.25);
  onClick('larger', () => scale * 1.25);
  onClick('fit', fitting);
  resize(scale);
  document.querySelector('.tools').hidden = false;
  if (arrows.length === data.edges.length) {
    picture.replaceChildren(canvas);
  } else {
    say('There are too many arrows to draw them. Each step names those that it reads from.');
    picture.append(canvas);
  }
  picture.scrollTop = places[0].y * scale - picture.clientHeight / 2; // the first step can be far down
  picture.dataset.drawn = steps.length;
  performance.mark('drawn');
};

const node = (step, place, at) => {
  const { width, height } = sizes[place];
  return svg('g', {
    class: 'node ' + step.outcome,
    'data-step': place,
    role: 'button',
    tabindex: -1,
    'aria-label': step.name + ', ' + notes[place],
    transform: `translate(${at.x - width / 2} ${at.y - height / 2})`,
  },
  svg('title', {}, step.name),
  svg('rect', { width, height, rx: 10 }),
  svg('text', { class: 'mark', x: 20, y: 31 }, MARKS[step.outcome]),
  svg('text', { x: 38, y: 22 }, short(step.name)),
  svg('text', { class: 'note', x: 38, y: 40 }, notes[place]));
};

/**
 * From one step to another: straight past the steps of a column, and bent only between columns. The library gives every
 * other point between columns, and the rest where it kept room in a column.
 */
const curve = ([from, to], points, places, across) => {
  const [axis, aside, side] = across ? ['x', 'y', 'width'] : ['y', 'x', 'height'];
  const forth = Math.sign(places[to][axis] - places[from][axis]) || 1;
  const at = (along, beside) => across ? `${along} ${beside}` : `${beside} ${along}`;
  const between = points.filter((point, index) => index % 2 === 1).map(point => point[axis]);
  const lanes = points.filter((point, index) => index % 2 === 0).map(point => point[aside]);
  lanes[0] = places[from][aside];
  lanes[between.length] = places[to][aside];
  const bends = between.map((middle, index) => {
    const out = at(middle - forth * BEND, lanes[index]);
    const back = at(middle + forth * BEND, lanes[index + 1]);
    return `L${out}C${at(middle, lanes[index])} ${at(middle, lanes[index + 1])} ${back}`;
  });
  const begin = at(places[from][axis] + forth * sizes[from][side] / 2, lanes[0]);
  const end = at(places[to][axis] - forth * (sizes[to][side] / 2 + 1), lanes[between.length]);
  return `M${begin}${bends.join('')}L${end}`;
};

/** The arrow keys lead to the nearest step in their direction. */
const moved = (event, place, places, nodes) => {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    show(place);
    return;
  }
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
  if (dx === 0 && dy === 0) {
    return;
  }
  event.preventDefault();
  const here = places[place];
  let best = -1;
  let least = Infinity;
  places.forEach((there, index) => {
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (index !== place && ahead > HEIGHT / 2 && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = index;
    }
  });
  if (best >= 0) {
    nodes[place].setAttribute('tabindex', -1);
    nodes[best].setAttribute('tabindex', 0);
    nodes[best].focus();
  }
};

const say = words => {
  state.textContent = words;
  picture.replaceChildren(state);
};

say('The picture is being drawn …');
try {
  const work = 'onmessage = event => postMessage((' + layOut + ')(event.data));';
  const source = new Blob([document.getElementById('library').textContent, '\n', work], { type: 'text/javascript' });
  const address = URL.createObjectURL(source);
  const worker = new Worker(address);
  const end = () => {
    worker.terminate();
    URL.revokeObjectURL(address);
  };
  worker.onmessage = event => {
    end();
    draw(event.data);
  };
  worker.onerror = event => {
    event.preventDefault();
    end();
    say('The picture could not be drawn. The time line has all steps.');
  };
  worker.postMessage({ sizes, arrows, room: picture.clientWidth - 18, columnGap: COLUMN_GAP });
} catch (refused) {
  say('This browser does not draw the picture. The time line has all steps.');
}
performance.mark('ready');
document.documentElement.dataset.ready = 'true';
