'use strict';

const count = new Intl.NumberFormat('en-US');
const dollars = new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD', maximumFractionDigits: 0});
const shortCount = new Intl.NumberFormat('en-US', {notation: 'compact'});
const shortDollars = new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD', notation: 'compact'});

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const brief = (value, exact, short) => (value < 100000 ? exact : short).format(value);

/** Writes what each bar adds up to at its end, where there is room for it. */
const totals = {
  id: 'totals',
  afterDatasetsDraw(chart, args, {write, lying}) {
    const {ctx, data} = chart;
    const bars = chart.getDatasetMeta(data.datasets.length - 1).data;
    const texts = bars.map((bar, i) => write(data.datasets.reduce((sum, series) => sum + series.data[i], 0)));
    ctx.save();
    ctx.fillStyle = colour('--soft');
    ctx.font = `12px ${Chart.defaults.font.family}`;
    ctx.textAlign = lying ? 'left' : 'center';
    ctx.textBaseline = lying ? 'middle' : 'bottom';
    const room = lying ? Infinity : chart.chartArea.width / bars.length;
    if (texts.every(text => ctx.measureText(text).width < room)) {
      bars.forEach((bar, i) => ctx.fillText(texts[i], bar.x + (lying ? 6 : 0), bar.y - (lying ? 0 : 4)));
    }
    ctx.restore();
  },
};

function draw(spec) {
  const lying = spec.shape === 'bars';
  const format = spec.unit === 'dollars' ? dollars : count;
  const shortFormat = spec.unit === 'dollars' ? shortDollars : shortCount;
  const write = value => brief(value, format, shortFormat);
  const labels = {
    stacked: true,
    title: {display: !lying, text: spec.labelAxis},
    grid: {display: false},
    ticks: {autoSkip: false, maxRotation: 90},
  };
  const values = {
    stacked: true,
    title: {display: true, text: spec.valueAxis},
    border: {display: false},
    ticks: {maxTicksLimit: 6, callback: write},
  };
  return new Chart(document.getElementById(spec.id), {
    type: 'bar',
    plugins: [totals],
    data: {
      labels: spec.labels,
      datasets: spec.series.map(({name, values}, i) => ({
        label: name,
        data: values,
        backgroundColor: colour(`--series-${i + 1}`),
        maxBarThickness: 36,
      })),
    },
    options: {
      indexAxis: lying ? 'y' : 'x',
      interaction: {mode: 'index', axis: lying ? 'y' : 'x', intersect: false},
      layout: {padding: lying ? {right: 46} : {top: 18}},
      scales: lying ? {x: values, y: labels} : {x: labels, y: values},
      plugins: {
        totals: {write, lying},
        legend: {
          display: spec.series.length > 1,
          position: lying ? 'top' : 'bottom',
          align: 'start',
          labels: {boxWidth: 14, boxHeight: 14},
        },
        tooltip: {callbacks: {label: ({dataset, raw}) => ` ${dataset.label}: ${format.format(raw)}`}},
      },
    },
  });
}

let charts = [];

function drawAll() {
  charts.forEach(chart => chart.destroy());
  Object.assign(Chart.defaults, {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    color: colour('--soft'),
    borderColor: colour('--line'),
  });
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  charts = JSON.parse(document.getElementById('chart-data').textContent).map(draw);
}

drawAll();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
