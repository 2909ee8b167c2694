// The legend: labels and pictures come from a published file, counts with every answer.
// All texts are set as text, never as markup.

const catalogues = new Map();

function catalogue(address) {
  if (!catalogues.has(address)) {
    const found = fetch(address).then((answer) => answer.json());
    found.catch(() => catalogues.delete(address)); // to be asked for again
    catalogues.set(address, found);
  }
  return catalogues.get(address);
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function draw(root, data, { groups, classes }, toggle) {
  const focused = document.activeElement?.dataset.legendClass;
  const line = ([code, count]) => {
    const [label, picture] = classes[code];
    const image = make("img", { alt: "", width: 32, height: 16, src: picture });
    const press = { type: "button", disabled: !data.is_filter, onclick: () => toggle(code) };
    const button = make("button", press,
      image, make("span", { textContent: label }), make("b", { textContent: count }));
    const isChosen = data.chosen.includes(code);
    button.dataset.legendClass = code;
    button.setAttribute("aria-pressed", isChosen);
    button.classList.toggle("aside", data.chosen.length > 0 && !isChosen);
    return make("li", {}, button);
  };
  const fold = ([code, members, words]) => {
    const [label, colour] = groups[code];
    const mark = make("i", {});
    mark.style.background = colour;
    const isChosen = members.some(([name]) => data.chosen.includes(name));
    const open = root.folds.get(code) ?? (data.is_open || isChosen);
    const summary = make("summary", {},
      mark, make("span", { textContent: label }), make("b", { textContent: words }));
    summary.onclick = () => root.folds.set(code, !details.open);
    const details = make("details", { open }, summary, make("ul", {}, ...members.map(line)));
    return details;
  };
  root.replaceChildren(
    make("h4", {}, data.title, make("small", { textContent: data.hint })),
    ...data.groups.map(fold),
    ...data.notes.map((note) => make("p", { textContent: note })),
  );
  if (focused) root.querySelector(`[data-legend-class="${focused}"]`)?.focus();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".og-legend");
  root.folds ??= new Map();
  root.latest = data;
  catalogue(data.catalogue).then((found) => {
    if (root.latest === data) draw(root, data, found, (code) => setTriggerValue("toggled", code));
  });
}
