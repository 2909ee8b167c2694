// The document beside Streamlit: lights what the filters leave, sends what is clicked.
// Markup comes from plan.html and plan_panel.html, where every value is escaped.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".plan");
  if (root.source !== data.html) {
    root.innerHTML = data.html;
    root.source = data.html;
    root.shown = "";
  }
  const article = root.querySelector("article");
  const aside = root.querySelector("aside");
  if (aside.source !== data.panel) {
    aside.innerHTML = data.panel;
    aside.source = data.panel;
    aside.scrollTop = 0;
  }

  const lit = new Set(data.lit);
  const idsOf = (element) => element.dataset.ids.split(" ");
  for (const part of article.querySelectorAll("[data-ids]")) {
    part.classList.toggle("lit", idsOf(part).some((id) => lit.has(id)));
    part.classList.toggle("chosen", idsOf(part).includes(data.chosen));
  }
  for (const link of root.querySelectorAll("nav a:not(.chapter)")) {
    const parts = article.querySelectorAll(`#${link.dataset.go} [data-ids]`);
    const count = new Set([...parts].flatMap(idsOf).filter((id) => lit.has(id))).size;
    link.lastElementChild.textContent = count || "";
    link.classList.toggle("none", !count);
  }

  root.onclick = (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.go) {
      event.preventDefault();
      const target = article.querySelector(`#${link.dataset.go}`);
      article.scrollTo({ top: target.offsetTop - 12, behavior: "smooth" });
    } else if (link.dataset.ids !== undefined) {
      event.preventDefault();
      const ids = idsOf(link);
      setTriggerValue("chosen", ids.find((id) => lit.has(id)) ?? ids[0]);
    }
  };
  root.onmouseover = (event) => {
    const over = event.target.closest("article [data-ids]");
    const id = over && (idsOf(over).find((name) => lit.has(name)) ?? idsOf(over)[0]);
    for (const part of article.querySelectorAll("[data-ids]")) {
      part.classList.toggle("hover", Boolean(id) && idsOf(part).includes(id));
    }
  };

  const spy = () => {
    const heads = [...article.querySelectorAll("h2, section")];
    const passed = heads.filter((head) => head.offsetTop <= article.scrollTop + article.clientHeight / 3);
    const current = passed.at(-1)?.id;
    for (const link of root.querySelectorAll("nav a")) {
      const isCurrent = link.dataset.go === current;
      if (isCurrent && !link.hasAttribute("aria-current")) link.scrollIntoView({ block: "nearest" });
      link.toggleAttribute("aria-current", isCurrent);
    }
  };
  article.onscroll = spy;

  // The height of the text is known only with its font.
  document.fonts.ready.then(() => {
    if (data.chosen && root.shown !== data.chosen) {
      const part = article.querySelector(`#m-${data.measure} .chosen`);
      const top = part.offsetTop - article.scrollTop;
      if (top < 0 || top + part.offsetHeight > article.clientHeight) {
        article.scrollTop = part.offsetTop - article.clientHeight / 3;
      }
    }
    root.shown = data.chosen;
    spy();
  });
}
