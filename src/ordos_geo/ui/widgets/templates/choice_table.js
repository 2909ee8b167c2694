// Rows with data-id can be chosen; the markup comes from templates where every value is escaped.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".board");
  if (root.source !== data.html) {
    const scroller = root.querySelector(".scroll");
    const top = scroller ? scroller.scrollTop : 0;
    root.innerHTML = data.html;
    root.source = data.html;
    const renewed = root.querySelector(".scroll");
    if (renewed) renewed.scrollTop = top;
  }
  for (const row of root.querySelectorAll("tr[data-id]")) {
    row.classList.toggle("chosen", row.dataset.id === data.chosen);
    if (row.dataset.id === data.chosen) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  root.onclick = (event) => {
    const row = event.target.closest("[data-id]");
    if (row && !String(window.getSelection())) setTriggerValue("chosen", row.dataset.id);
  };
  if (data.chosen && root.shown !== data.chosen) {
    root.querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" });
  }
  root.shown = data.chosen;
}
